import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { type FieldError, ValidationError, ValidationErrors } from '../../i18n/error-classes.ts'
import { isInFuture, today } from '../../i18n/format.ts'
import { timestamp } from '../../values/clock.ts'
import { shortDecimal } from '../../values/decimal.ts'
import type { ReasonInput } from '../form/form.ts'
import { checkVersion, getOrder, type Order } from '../repository.ts'
import type { ShipmentInput } from './form.ts'
import { updateFulfilmentState } from './fulfilment-state.ts'
import {
  addShippedQuantity,
  insertShipmentLines,
  insertShipments,
  linesOfShipment,
  markReversed,
  type ShippedLine,
} from './repository.ts'

/**
 * Records a shipment, of each line at most what is left to ship; completes the order if all is shipped and paid. Throws
 * ValidationError, ValidationErrors.
 */
export const recordShipment = (order_id: number, input: ShipmentInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await getOrder(order_id)
    if (order.status !== 'confirmed') throw new ValidationError('quantities', 'orders.not_shippable')
    const { quantities, carrier, tracking_number } = input
    if (quantities.length === 0) throw new ValidationError('quantities', 'orders.nothing_to_ship')
    refuseMoreThanLeft(quantities, order.lines)
    const shipped_on = input.shipped_on ?? today()
    if (isInFuture(shipped_on)) throw new ValidationError('shipped_on', 'orders.date_in_future')
    const shipment = { order_id, shipped_on, carrier, tracking_number, user_id: by.id, created_at: timestamp() }
    for (const { id: shipment_id } of await insertShipments([shipment])) {
      await insertShipmentLines(quantities.map((one) => ({ shipment_id, ...one })))
      await recordEvent('orders', order_id, 'shipped', { new: shipped_on, details: { shipment_id, quantities } }, by)
    }
    await moveShipped(order, quantities, by)
  })

/**
 * Reverses a shipment with a reason; it stays visible. Throws VersionConflict, and ValidationError if it is already
 * reversed.
 */
export const reverseShipment = (
  { id, order_id, shipped_on }: Pick<Row<'shipments'>, 'id' | 'order_id' | 'shipped_on'>,
  { reason, version }: ReasonInput,
  by: Person,
): Promise<void> =>
  transaction(async () => {
    if (!(await markReversed('shipments', id, reason, by)))
      throw new ValidationError('reason', 'orders.already_reversed')
    const order = await getOrder(order_id)
    checkVersion(order, version)
    const reversedLines = await linesOfShipment(id)
    await recordEvent('orders', order_id, 'shipment_reversed', { old: shipped_on, reason }, by)
    await moveShipped(
      order,
      reversedLines.map(({ line_id, quantity }) => ({ line_id, quantity: 0 - quantity })),
      by,
    )
  })

function refuseMoreThanLeft(quantities: readonly ShippedLine[], lines: Order['lines']): void {
  const wrong = quantities.flatMap(({ line_id, quantity }): FieldError[] => {
    const line = lines.find(({ id }) => id === line_id)
    if (!line) return [{ field: 'quantities', key: 'errors.not_understood' }]
    const left = line.quantity - line.shipped
    const field = `quantities[${line_id}]`
    return quantity > left
      ? [{ field, key: 'orders.more_than_left_to_ship', values: { left: shortDecimal(left, 3) } }]
      : []
  })
  if (wrong.length > 0) throw new ValidationErrors(wrong)
}

/** Adds to the shipped quantities, or subtracts, and updates the settlement. */
async function moveShipped(order: Order, moved: readonly ShippedLine[], by: Person): Promise<void> {
  for (const { line_id, quantity } of moved) await addShippedQuantity(line_id, quantity)
  const movedOf = new Map(moved.map(({ line_id, quantity }) => [line_id, quantity]))
  const lines = order.lines.map((line) => ({ ...line, shipped: line.shipped + (movedOf.get(line.id) ?? 0) }))
  await updateFulfilmentState({ ...order, lines }, by)
}
