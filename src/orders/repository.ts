import type { Insertable } from 'kysely'
import type { Person } from '../access/person.ts'
import { inBatches } from '../database/batches.ts'
import { reader, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { fieldNames, fieldsWhere } from '../fields/definition.ts'
import { writeDerivedColumns } from '../history/update-tracked.ts'
import { VersionConflict } from '../i18n/error-classes.ts'
import type { LinkedRecords } from '../notifications/linked-records.ts'
import type { Share } from '../values/money.ts'
import { orderFields } from './fields.ts'
import { isVisibleOrder } from './sql-conditions.ts'

/** An order line with fields of its product. */
export type Line = Row<'order_lines'> &
  Pick<Row<'products'>, 'model' | 'unit' | 'category' | 'description'> & { product: string }

/** An order with its lines, credits, customer and owner. */
export type Order = Row<'orders'> & {
  owner: string
  customer: Pick<Row<'customers'>, 'name' | 'company' | 'code' | 'address' | 'phone' | 'source'>
  lines: Line[]
  credits: Share[]
}

/** An order, if this person may see it. */
export const findOrder = async (id: number, person: Pick<Person, 'id' | 'role'>): Promise<Order | undefined> => {
  const row = await orderQuery().where('orders.id', '=', id).where(isVisibleOrder(person)).executeTakeFirst()
  return row && withLinesAndCredits(row)
}

/** The newest order from an opportunity that is not cancelled; `number` is null for a draft. */
export const orderFromOpportunity = (
  opportunity_id: number,
): Promise<{ id: number; number: string | null } | undefined> =>
  reader()
    .selectFrom('orders')
    .select(['id', 'number'])
    .where('opportunity_id', '=', opportunity_id)
    .where('status', '<>', 'cancelled')
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** Those of the orders with these ids that a person may see. */
export const visibleOrderIds: LinkedRecords['visibleIds'] = async (ids, person) => {
  const own = reader().selectFrom('orders').select('orders.id').where(isVisibleOrder(person))
  return (await inBatches(ids, (some) => own.where('orders.id', 'in', some).execute())).map(({ id }) => id)
}

/** An order without a permission check, for use inside the transaction that changes it. Throws if there is none. */
export const getOrder = async (id: number): Promise<Order> =>
  withLinesAndCredits(await orderQuery().where('orders.id', '=', id).executeTakeFirstOrThrow())

/** Throws VersionConflict if the form's version is not the order's; version 0 means unknown and is not checked. */
export function checkVersion({ id, version }: { id: number; version: number }, formVersion: number): void {
  if (formVersion !== 0 && formVersion !== version) throw new VersionConflict('orders', id)
}

const orderQuery = () =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')
    .selectAll('orders')
    .select(['users.name as owner', 'customers.name', 'customers.company', 'customers.code', 'customers.address'])
    .select(['customers.phone', 'customers.source'])

async function withLinesAndCredits(row: Row<'orders'> & { owner: string } & Order['customer']): Promise<Order> {
  const { name, company, code, address, phone, source, ...order } = row
  const [lines, credits] = await Promise.all([linesOf(order.id), creditsOf(order.id)])
  return { ...order, customer: { name, company, code, address, phone, source }, lines, credits }
}

const linesOf = (order_id: number): Promise<Line[]> =>
  reader()
    .selectFrom('order_lines')
    .innerJoin('products', 'products.id', 'order_lines.product_id')
    .selectAll('order_lines')
    .select(['products.model', 'products.name as product', 'products.unit', 'products.category'])
    .select('products.description')
    .where('order_id', '=', order_id)
    .orderBy('position')
    .execute()

const creditsOf = (order_id: number): Promise<Share[]> =>
  reader()
    .selectFrom('order_credits')
    .select(['user_id as id', 'percent'])
    .where('order_id', '=', order_id)
    .orderBy('percent', 'desc')
    .orderBy('user_id')
    .execute()

/** Whether an order with this number exists. */
export const numberIsTaken = async (number: string): Promise<boolean> =>
  (await reader().selectFrom('orders').select('id').where('number', '=', number).executeTakeFirst()) !== undefined

/** Adds an order's row. Returns its id. */
export const insertOrder = async (order: Insertable<Tables['orders']>): Promise<number> =>
  (await writer().insertInto('orders').values(order).returning('id').executeTakeFirstOrThrow()).id

/** Adds lines of one or many orders. Returns their ids with order and position. */
export const insertLines = (
  lines: readonly Insertable<Tables['order_lines']>[],
): Promise<{ id: number; order_id: number; position: number }[]> =>
  inBatches(lines, (some) =>
    writer().insertInto('order_lines').values(some).returning(['id', 'order_id', 'position']).execute(),
  )

/** Changes an order line's figures and its position in the order. */
export const updateLine = async (
  id: number,
  columns: Pick<Row<'order_lines'>, 'position' | 'quantity' | 'unit_price' | 'discount' | 'amount'>,
): Promise<void> => {
  await writer().updateTable('order_lines').set(columns).where('id', '=', id).execute()
}

/** Deletes order lines that were never shipped. */
export const deleteOrderLinesById = async (ids: readonly number[]): Promise<void> => {
  await inBatches(ids, (some) => writer().deleteFrom('order_lines').where('id', 'in', some).execute())
}

/** Replaces an order's credits, and sets credited_id if one person has all. Returns them in sort order. */
export async function replaceCredits(order_id: number, credits: readonly Share[]): Promise<Share[]> {
  await writer().deleteFrom('order_credits').where('order_id', '=', order_id).execute()
  await insertCredits(credits.map(({ id, percent }) => ({ order_id, user_id: id, percent })))
  await writeDerivedColumns('orders', order_id, {
    credited_id: credits.find(({ percent }) => percent === 100)?.id ?? null,
  })
  return credits.toSorted((a, b) => b.percent - a.percent || a.id - b.id)
}

/** Adds credits of one or many orders. */
export async function insertCredits(credits: readonly Insertable<Tables['order_credits']>[]): Promise<void> {
  await inBatches(credits, (some) => writer().insertInto('order_credits').values(some).execute())
}

const searchedFields = fieldsWhere(orderFields, ({ search }) => search !== undefined)

/** The searched fields of a customer's orders, and their search texts. */
export const orderSearchTextsOfCustomer = (customer_id: number) =>
  reader()
    .selectFrom('orders')
    .select(['id', 'number', 'search_text', ...(fieldNames(searchedFields) as 'contract_number'[])])
    .where('customer_id', '=', customer_id)
    .execute()
