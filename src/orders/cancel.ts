import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { Refusal } from '../i18n/refusal.ts'
import { timestamp } from '../values/clock.ts'
import type { ReasonInput } from './form/form.ts'
import { paidOn } from './fulfilment/payments-repository.ts'
import { resettle } from './fulfilment/settle.ts'
import { takeBack } from './ledger/restate.ts'
import { orderAsItStands } from './repository.ts'
import { refuseStale } from './stale.ts'

/** Cancels an order with a reason; not after a shipment, nor while money is kept. Throws Refusal, Stale. */
export const cancelOrder = (id: number, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(id)
    if (order.status === 'cancelled') throw new Refusal('reason', 'orders.is_cancelled')
    refuseStale(order, version)
    if (order.lines.some(({ shipped }) => shipped > 0)) throw new Refusal('reason', 'orders.cancel_shipped')
    if ((await paidOn(id)).paid !== 0) throw new Refusal('reason', 'orders.cancel_paid')
    await change('orders', order, { status: 'cancelled', cancelled_at: timestamp() }, by, reason)
    if (order.status !== 'draft') await takeBack(id)
    await resettle(id, by)
  })
