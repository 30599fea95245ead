import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { Refusal } from '../i18n/refusal.ts'
import { timestamp } from '../values/clock.ts'
import type { ReasonInput } from './form/form.ts'
import { settlement } from './fulfilment/settlement.ts'
import { takeBack } from './ledger/restate.ts'
import { orderAsItStands, refuseStale } from './repository.ts'

/** Cancels an order with a reason; not after a shipment, nor while money is kept. Throws Refusal, Stale. */
export const cancelOrder = (id: number, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(id)
    if (order.status === 'cancelled') throw new Refusal('reason', 'orders.is_cancelled')
    refuseStale(order, version)
    if (order.lines.some(({ shipped }) => shipped > 0)) throw new Refusal('reason', 'orders.cancel_shipped')
    if (order.paid !== 0) throw new Refusal('reason', 'orders.cancel_paid')
    const state = settlement({ ...order, status: 'cancelled' })
    await change('orders', order, { ...state, cancelled_at: timestamp() }, by, reason)
    if (order.status !== 'draft') await takeBack(id)
  })
