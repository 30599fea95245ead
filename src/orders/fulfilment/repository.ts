import type { Insertable } from 'kysely'
import type { Person } from '../../access/person.ts'
import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import type { Row, Tables } from '../../database/tables.ts'
import { timestamp } from '../../values/clock.ts'
import { isVisibleOrder } from '../sql-conditions.ts'

export type Payment = Row<'payments'> & { who: string }

/** Quantity of a line in a shipment, in thousandths. */
export type ShippedLine = Pick<Row<'shipment_lines'>, 'line_id' | 'quantity'>

/** A shipment with its lines and the name of who recorded it. */
export type Shipment = Row<'shipments'> & { who: string; lines: (ShippedLine & { model: string })[] }

/** An order's shipments in the order of recording. */
export async function shipmentsOf(order_id: number): Promise<Shipment[]> {
  const shipments = await reader()
    .selectFrom('shipments')
    .innerJoin('users', 'users.id', 'shipments.user_id')
    .selectAll('shipments')
    .select('users.name as who')
    .where('order_id', '=', order_id)
    .orderBy('shipments.id')
    .execute()
  const lines = await reader()
    .selectFrom('shipment_lines')
    .innerJoin('shipments', 'shipments.id', 'shipment_lines.shipment_id')
    .innerJoin('order_lines', 'order_lines.id', 'shipment_lines.line_id')
    .innerJoin('products', 'products.id', 'order_lines.product_id')
    .select(['shipment_id', 'line_id', 'products.model', 'shipment_lines.quantity'])
    .where('shipments.order_id', '=', order_id)
    .orderBy('order_lines.position')
    .execute()
  return shipments.map((shipment) => ({
    ...shipment,
    lines: lines.filter(({ shipment_id }) => shipment_id === shipment.id),
  }))
}

/** The lines of a shipment. */
export const linesOfShipment = (shipment_id: number): Promise<ShippedLine[]> =>
  reader().selectFrom('shipment_lines').select(['line_id', 'quantity']).where('shipment_id', '=', shipment_id).execute()

/** Ids among these lines that are in any shipment, reversed ones included. */
export async function linesEverShipped(line_ids: readonly number[]): Promise<Set<number>> {
  const rows = await inBatches(line_ids, (some) =>
    reader().selectFrom('shipment_lines').select('line_id').where('line_id', 'in', some).execute(),
  )
  return new Set(rows.map(({ line_id }) => line_id))
}

/** An order's payments and refunds in the order of recording. */
export const paymentsOf = (order_id: number): Promise<Payment[]> =>
  reader()
    .selectFrom('payments')
    .innerJoin('users', 'users.id', 'payments.user_id')
    .selectAll('payments')
    .select('users.name as who')
    .where('order_id', '=', order_id)
    .orderBy('payments.id')
    .execute()

/** Payments and refunds that are not reversed. */
export const activePayments = async (order_id: number): Promise<Payment[]> =>
  (await paymentsOf(order_id)).filter(({ reversed_at }) => reversed_at === null)

/** A shipment with the owner of its order, if this person may see the order. */
export const findShipment = (id: number, person: Viewer) =>
  ordersSeenBy(person)
    .innerJoin('shipments', 'shipments.order_id', 'orders.id')
    .selectAll('shipments')
    .where('shipments.id', '=', id)
    .executeTakeFirst()

/** A payment with the owner of its order, if this person may see the order. */
export const findPayment = (id: number, person: Viewer) =>
  ordersSeenBy(person)
    .innerJoin('payments', 'payments.order_id', 'orders.id')
    .selectAll('payments')
    .where('payments.id', '=', id)
    .executeTakeFirst()

const ordersSeenBy = (person: Viewer) =>
  reader().selectFrom('orders').select('orders.owner_id').where(isVisibleOrder(person))

type Viewer = Pick<Person, 'id' | 'role'>

/** Adds shipments of one or many orders. Returns their ids. */
export const insertShipments = (
  shipments: readonly Insertable<Tables['shipments']>[],
): Promise<{ id: number; order_id: number }[]> =>
  inBatches(shipments, (some) => writer().insertInto('shipments').values(some).returning(['id', 'order_id']).execute())

/** Adds lines of shipments. */
export async function insertShipmentLines(lines: readonly Insertable<Tables['shipment_lines']>[]): Promise<void> {
  await inBatches(lines, (some) => writer().insertInto('shipment_lines').values(some).execute())
}

/** Adds payments of one or many orders. Returns their ids. */
export const insertPayments = (
  payments: readonly Insertable<Tables['payments']>[],
): Promise<{ id: number; order_id: number }[]> =>
  inBatches(payments, (some) => writer().insertInto('payments').values(some).returning(['id', 'order_id']).execute())

/** Adds thousandths to a line's shipped quantity; a negative number subtracts. */
export const addShippedQuantity = async (line_id: number, quantity: number): Promise<void> => {
  await writer()
    .updateTable('order_lines')
    .set((is) => ({ shipped: is('shipped', '+', quantity) }))
    .where('id', '=', line_id)
    .execute()
}

/** Marks a shipment, payment or refund as reversed; false if it already was. */
export async function markReversed(
  table: 'shipments' | 'payments',
  id: number,
  reason: string,
  by: { id: number },
): Promise<boolean> {
  const { numUpdatedRows } = await writer()
    // Kysely needs the cast because the table name is a parameter; both tables have these columns.
    .updateTable(table as 'payments')
    .set({ reversed_at: timestamp(), reversed_by: by.id, reason })
    .where('id', '=', id)
    .where('reversed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
