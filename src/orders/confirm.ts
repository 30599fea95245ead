import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { Refusal } from '../i18n/refusal.ts'
import { nextNumber } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import type { ReasonInput } from './form/form.ts'
import { settlement } from './fulfilment/settlement.ts'
import { restate, takeBack } from './ledger/restate.ts'
import { numberIsTaken, orderAsItStands, refuseStale } from './repository.ts'
import { reindexOrder } from './searchable.ts'

/** Makes a draft an order that counts: its number, its facts. A version of 0 is not compared. Throws Refusal, Stale. */
export const confirmOrder = (id: number, version: number, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(id)
    if (order.status !== 'draft') throw new Refusal('status', 'orders.not_a_draft')
    refuseStale(order, version)
    if (order.lines.length === 0) throw new Refusal('lines', 'orders.no_lines')
    const number = order.number ?? (await nextOrderNumber())
    const state = settlement({ ...order, status: 'confirmed' })
    await change('orders', order, { ...state, number, confirmed_at: timestamp() }, by)
    await restate(order)
    await reindexOrder({ ...order, number })
  })

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

/** The next number without gaps; one that an import brought is stepped over. */
async function nextOrderNumber(): Promise<string> {
  for (;;) {
    const number = orderNumber(await nextNumber('order_number'))
    if (!(await numberIsTaken(number))) return number
  }
}

/** An order's number by what the counter gave: SO-000001. */
export const orderNumber = (count: number): string => `SO-${String(count).padStart(6, '0')}`
