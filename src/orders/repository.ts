import type { Insertable } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { derive } from '../history/change.ts'
import type { Share } from '../values/money.ts'
import { isVisible } from './terms.ts'

/** A line with what its product says of it. */
export type Line = Row<'order_lines'> & {
  model: string
  product: string
  unit: string | null
  category: string | null
}

/** An order with its lines, credits, customer and owner. */
export type Order = Row<'orders'> & {
  owner: string
  customer: {
    name: string | null
    company: string | null
    code: string
    address: string | null
    phone: string | null
    source: string | null
  }
  lines: Line[]
  credits: Share[]
}

/** An order as this person may see it. */
export const findOrder = async (id: number, person: Pick<Person, 'id' | 'role'>): Promise<Order | undefined> => {
  const row = await wholeOrders().where('orders.id', '=', id).where(isVisible(person)).executeTakeFirst()
  return row && complete(row)
}

/** An order as it stands within the act that changes it. */
export const orderAsItStands = async (id: number): Promise<Order> =>
  complete(await wholeOrders().where('orders.id', '=', id).executeTakeFirstOrThrow())

const wholeOrders = () =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')
    .selectAll('orders')
    .select(['users.name as owner', 'customers.name', 'customers.company', 'customers.code', 'customers.address'])
    .select(['customers.phone', 'customers.source'])

async function complete(row: Row<'orders'> & { owner: string } & Order['customer']): Promise<Order> {
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

export const numberIsTaken = async (number: string): Promise<boolean> =>
  (await reader().selectFrom('orders').select('id').where('number', '=', number).executeTakeFirst()) !== undefined

/** Adds an order's row; returns its id. */
export const insertOrder = async (order: Insertable<Tables['orders']>): Promise<number> =>
  (await writer().insertInto('orders').values(order).returning('id').executeTakeFirstOrThrow()).id

/** Adds lines, of many orders at once; returns their ids with the places they stand in. */
export async function insertLines(
  lines: Insertable<Tables['order_lines']>[],
): Promise<{ id: number; order_id: number; position: number }[]> {
  const made: { id: number; order_id: number; position: number }[] = []
  for (let start = 0; start < lines.length; start += 500)
    made.push(
      ...(await writer()
        .insertInto('order_lines')
        .values(lines.slice(start, start + 500))
        .returning(['id', 'order_id', 'position'])
        .execute()),
    )
  return made
}

export const updateLine = async (
  id: number,
  columns: Pick<Row<'order_lines'>, 'position' | 'quantity' | 'unit_price' | 'discount' | 'amount'>,
): Promise<void> => {
  await writer().updateTable('order_lines').set(columns).where('id', '=', id).execute()
}

export const deleteLine = async (id: number): Promise<void> => {
  await writer().deleteFrom('order_lines').where('id', '=', id).execute()
}

/** Puts these shares in place of an order's, which says itself who has all of it. */
export async function replaceCredits(order_id: number, credits: readonly Share[]): Promise<void> {
  await writer().deleteFrom('order_credits').where('order_id', '=', order_id).execute()
  await insertCredits(credits.map(({ id, percent }) => ({ order_id, user_id: id, percent })))
  await derive('orders', order_id, { credited_id: credits.find(({ percent }) => percent === 100)?.id ?? null })
}

/** Adds shares, of many orders at once. */
export async function insertCredits(credits: Insertable<Tables['order_credits']>[]): Promise<void> {
  for (let start = 0; start < credits.length; start += 500)
    await writer()
      .insertInto('order_credits')
      .values(credits.slice(start, start + 500))
      .execute()
}

export const orderIdsOf = async (customer_id: number): Promise<number[]> =>
  (await reader().selectFrom('orders').select('id').where('customer_id', '=', customer_id).execute()).map(
    ({ id }) => id,
  )
