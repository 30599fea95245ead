import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { Refusal } from '../i18n/refusal.ts'
import { nextNumber } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import { resettle } from './fulfilment/settle.ts'
import { restate } from './ledger/restate.ts'
import { orderNumber } from './numbers.ts'
import { numberIsTaken, orderAsItStands } from './repository.ts'
import { reindexOrder } from './searchable.ts'
import { refuseStale } from './stale.ts'

/** Makes a draft an order that counts: its number, its facts. A version of 0 is not compared. Throws Refusal, Stale. */
export const confirmOrder = (id: number, version: number, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(id)
    if (order.status !== 'draft') throw new Refusal('status', 'orders.not_a_draft')
    refuseStale(order, version)
    if (order.lines.length === 0) throw new Refusal('lines', 'orders.no_lines')
    const number = order.number ?? (await nextOrderNumber())
    await change('orders', order, { status: 'confirmed', number, confirmed_at: timestamp() }, by)
    await restate(id)
    await resettle(id, by)
    await reindexOrder(id)
  })

/** The next number without gaps; one that an import brought is stepped over. */
async function nextOrderNumber(): Promise<string> {
  for (;;) {
    const number = orderNumber(await nextNumber('order_number'))
    if (!(await numberIsTaken(number))) return number
  }
}
