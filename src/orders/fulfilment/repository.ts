import type { Insertable } from 'kysely'
import type { Person } from '../../access/person.ts'
import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import type { Row, Tables } from '../../database/tables.ts'
import { timestamp } from '../../values/clock.ts'
import { isVisibleOrder } from '../conditions.ts'

export type Payment = Row<'payments'> & { who: string }

/** What a shipment took of a line. */
export type ShippedLine = Pick<Row<'shipment_lines'>, 'line_id' | 'quantity'>

/** A shipment with what it took of each line, and who recorded it. */
export type Shipment = Row<'shipments'> & { who: string; lines: (ShippedLine & { model: string })[] }

/** An order's shipments, in the order they were recorded. */
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

/** What a shipment took of each line. */
export const shippedBy = (shipment_id: number): Promise<ShippedLine[]> =>
  reader().selectFrom('shipment_lines').select(['line_id', 'quantity']).where('shipment_id', '=', shipment_id).execute()

/** Those of the lines that any shipment, be it a reversed one, names. */
export async function linesShippedOf(line_ids: readonly number[]): Promise<Set<number>> {
  const rows = await inBatches(line_ids, (some) =>
    reader().selectFrom('shipment_lines').select('line_id').where('line_id', 'in', some).execute(),
  )
  return new Set(rows.map(({ line_id }) => line_id))
}

/** An order's payments and refunds, in the order they were recorded. */
export const paymentsOf = (order_id: number): Promise<Payment[]> =>
  reader()
    .selectFrom('payments')
    .innerJoin('users', 'users.id', 'payments.user_id')
    .selectAll('payments')
    .select('users.name as who')
    .where('order_id', '=', order_id)
    .orderBy('payments.id')
    .execute()

/** Those of them that nobody has reversed. */
export const activePayments = async (order_id: number): Promise<Payment[]> =>
  (await paymentsOf(order_id)).filter(({ reversed_at }) => reversed_at === null)

/** A shipment as this person may see it, with the owner of its order. */
export const findShipment = (id: number, person: Viewer) =>
  ordersSeenBy(person)
    .innerJoin('shipments', 'shipments.order_id', 'orders.id')
    .selectAll('shipments')
    .where('shipments.id', '=', id)
    .executeTakeFirst()

/** A payment as this person may see it, with the owner of its order. */
export const findPayment = (id: number, person: Viewer) =>
  ordersSeenBy(person)
    .innerJoin('payments', 'payments.order_id', 'orders.id')
    .selectAll('payments')
    .where('payments.id', '=', id)
    .executeTakeFirst()

const ordersSeenBy = (person: Viewer) =>
  reader().selectFrom('orders').select('orders.owner_id').where(isVisibleOrder(person))

type Viewer = Pick<Person, 'id' | 'role'>

/** Adds shipments, of many orders at once; returns their ids. */
export const insertShipments = (
  shipments: readonly Insertable<Tables['shipments']>[],
): Promise<{ id: number; order_id: number }[]> =>
  inBatches(shipments, (some) => writer().insertInto('shipments').values(some).returning(['id', 'order_id']).execute())

/** What shipments took of each line. */
export async function insertShipmentLines(lines: readonly Insertable<Tables['shipment_lines']>[]): Promise<void> {
  await inBatches(lines, (some) => writer().insertInto('shipment_lines').values(some).execute())
}

/** Adds payments, of many orders at once; returns their ids. */
export const insertPayments = (
  payments: readonly Insertable<Tables['payments']>[],
): Promise<{ id: number; order_id: number }[]> =>
  inBatches(payments, (some) => writer().insertInto('payments').values(some).returning(['id', 'order_id']).execute())

/** Adds so much to what is shipped of a line; takes away where negative. */
export const addShipped = async (line_id: number, quantity: number): Promise<void> => {
  await writer()
    .updateTable('order_lines')
    .set((is) => ({ shipped: is('shipped', '+', quantity) }))
    .where('id', '=', line_id)
    .execute()
}

/** Marks a shipment, a payment or a refund as reversed; false where somebody did before. */
export async function markReversed(
  table: 'shipments' | 'payments',
  id: number,
  reason: string,
  by: { id: number },
): Promise<boolean> {
  const { numUpdatedRows } = await writer()
    // The cast is the price of a table's name that is given.
    .updateTable(table as 'payments')
    .set({ reversed_at: timestamp(), reversed_by: by.id, reason })
    .where('id', '=', id)
    .where('reversed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
