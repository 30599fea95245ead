import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { note } from '../../history/note.ts'
import { today } from '../../i18n/format.ts'
import { Refusal, Refusals, type Wrong } from '../../i18n/refusal.ts'
import { timestamp } from '../../values/clock.ts'
import { shortDecimal } from '../../values/decimal.ts'
import type { ShipmentInput } from '../form/form.ts'
import { orderAsItStands } from '../repository.ts'
import { resettle } from './settle.ts'
import { addShipped, insertShipmentLines, insertShipments } from './shipments-repository.ts'

/** Records what left the house, never more than is left of a line; all shipped and paid completes the order. Throws Refusal, Refusals. */
export const ship = (order_id: number, input: ShipmentInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(order_id)
    if (order.status !== 'confirmed') throw new Refusal('quantities', 'orders.not_to_ship')
    const { quantities, carrier, tracking_number } = input
    if (quantities.length === 0) throw new Refusal('quantities', 'orders.nothing_to_ship')
    const wrong = quantities.flatMap(({ line_id, quantity }): Wrong[] => {
      const line = order.lines.find(({ id }) => id === line_id)
      if (!line) return [{ field: 'quantities', key: 'errors.not_understood' }]
      const left = line.quantity - line.shipped
      const field = `quantities[${line_id}]`
      return quantity > left ? [{ field, key: 'orders.more_than_left', values: { left: shortDecimal(left, 3) } }] : []
    })
    if (wrong.length > 0) throw new Refusals(wrong)
    const shipped_on = input.shipped_on ?? today()
    const made_at = timestamp()
    const columns = { order_id, shipped_on, carrier, tracking_number, user_id: by.id, made_at }
    for (const { id: shipment_id } of await insertShipments([columns])) {
      await insertShipmentLines(quantities.map((one) => ({ shipment_id, ...one })))
      await note('orders', order_id, 'shipped', { new: shipped_on, facts: { shipment_id, quantities } }, by)
    }
    for (const { line_id, quantity } of quantities) await addShipped(line_id, quantity)
    await resettle(order_id, by)
  })
