import { findCustomer } from '../../customers/repository.ts'
import { transaction } from '../../database/database.ts'
import { today } from '../../i18n/format.ts'
import { timestamp } from '../../values/clock.ts'
import { paymentsOf } from '../fulfilment/payments-repository.ts'
import { orderAsItStands } from '../repository.ts'
import { collectionRows, restatedCollections } from './collections.ts'
import { insertCollections, standingCollections } from './collections-repository.ts'
import { cancelled, factRows, restated } from './facts.ts'
import { insertFacts, standingFacts } from './facts-repository.ts'

/** Writes what makes a confirmed order's facts say what the order says: at confirmation all, after a change the difference. */
export const restate = (order_id: number): Promise<void> =>
  transaction(async () => {
    const { lines, credits, ...order } = await orderAsItStands(order_id)
    const { id, customer_id, owner_id, ordered_on, region } = order
    const standing = await standingFacts(order_id)
    const before = standing.find((fact) => fact.customer_id === customer_id)
    // As it was at confirmation, or an order would count under two.
    const source = before ? before.source : ((await findCustomer(customer_id))?.source ?? null)
    const now = timestamp()
    const wanted = factRows({ id, customer_id, owner_id, ordered_on, region }, lines, credits, source, now)
    await insertFacts(restated(standing, wanted, now))
  })

/** Takes a cancelled order's facts back, today. */
export const takeBack = (order_id: number): Promise<void> =>
  transaction(async () => {
    await insertFacts(cancelled(await standingFacts(order_id), today(), timestamp()))
  })

/** Writes what makes an order's collections say what its payments and shares say: after a payment, a reversal, a change of shares. */
export const recollect = (order_id: number): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(order_id)
    const payments = (await paymentsOf(order_id)).filter(({ reversed_at }) => reversed_at === null)
    const now = timestamp()
    const wanted = collectionRows(order, payments, order.credits, now)
    await insertCollections(restatedCollections(await standingCollections(order_id), wanted, now))
  })
