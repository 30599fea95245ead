import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { note } from '../../history/note.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { timestamp } from '../../values/clock.ts'
import type { ReasonInput } from '../form/form.ts'
import { orderAsItStands } from '../repository.ts'
import { refuseStale } from '../stale.ts'
import { resettle } from './settle.ts'
import { addShipped, markReversed, shipmentsOf } from './shipments-repository.ts'

/** Takes a wrongly recorded shipment back, with a reason; it stays in sight. Throws Refusal where it was reversed before, Stale. */
export const reverseShipment = (
  { id, order_id }: { id: number; order_id: number },
  { reason, version }: ReasonInput,
  by: Person,
): Promise<void> =>
  transaction(async () => {
    const shipment = (await shipmentsOf(order_id)).find((one) => one.id === id)
    const reversed = await markReversed(id, by.id, timestamp(), reason)
    if (!shipment || !reversed) throw new Refusal('reason', 'orders.reversed_before')
    refuseStale(await orderAsItStands(order_id), version)
    for (const { line_id, quantity } of shipment.lines) await addShipped(line_id, 0 - quantity)
    await note('orders', order_id, 'shipment_reversed', { old: shipment.shipped_on, reason }, by)
    await resettle(order_id, by)
  })
