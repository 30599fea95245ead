import type { Insertable } from 'kysely'
import type { Person } from '../../access/person.ts'
import { reader, writer } from '../../database/database.ts'
import type { Row, Tables } from '../../database/tables.ts'
import { isVisible } from '../terms.ts'

/** A shipment with what it took of each line, and who recorded it. */
export type Shipment = Row<'shipments'> & { who: string; lines: { line_id: number; model: string; quantity: number }[] }

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

/** A shipment as this person may see it, with the owner of its order. */
export const findShipment = (
  id: number,
  person: Pick<Person, 'id' | 'role'>,
): Promise<(Row<'shipments'> & { owner_id: number }) | undefined> =>
  reader()
    .selectFrom('shipments')
    .innerJoin('orders', 'orders.id', 'shipments.order_id')
    .selectAll('shipments')
    .select('orders.owner_id')
    .where('shipments.id', '=', id)
    .where(isVisible(person))
    .executeTakeFirst()

/** Adds shipments, of many orders at once; returns their ids. */
export async function insertShipments(
  shipments: Insertable<Tables['shipments']>[],
): Promise<{ id: number; order_id: number }[]> {
  const made: { id: number; order_id: number }[] = []
  for (let start = 0; start < shipments.length; start += 500)
    made.push(
      ...(await writer()
        .insertInto('shipments')
        .values(shipments.slice(start, start + 500))
        .returning(['id', 'order_id'])
        .execute()),
    )
  return made
}

/** What shipments took of each line. */
export async function insertShipmentLines(lines: Insertable<Tables['shipment_lines']>[]): Promise<void> {
  for (let start = 0; start < lines.length; start += 500)
    await writer()
      .insertInto('shipment_lines')
      .values(lines.slice(start, start + 500))
      .execute()
}

/** Adds so much to what is shipped of a line; takes away where negative. */
export const addShipped = async (line_id: number, quantity: number): Promise<void> => {
  await writer()
    .updateTable('order_lines')
    .set((is) => ({ shipped: is('shipped', '+', quantity) }))
    .where('id', '=', line_id)
    .execute()
}

/** Marks a shipment as reversed; false where somebody did before. */
export const markReversed = async (id: number, user_id: number, at: string, reason: string): Promise<boolean> => {
  const { numUpdatedRows } = await writer()
    .updateTable('shipments')
    .set({ reversed_at: at, reversed_by: user_id, reason })
    .where('id', '=', id)
    .where('reversed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whether any shipment, be it a reversed one, names the line. */
export const lineWasShipped = async (line_id: number): Promise<boolean> =>
  (await reader().selectFrom('shipment_lines').select('line_id').where('line_id', '=', line_id).executeTakeFirst()) !==
  undefined
