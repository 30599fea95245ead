import { today } from '../../i18n/format.ts'
import { timestamp } from '../../values/clock.ts'
import type { Share } from '../../values/money.ts'
import { buildCollections, type CollectedPayment, diffCollections } from './collections.ts'
import { buildFacts, diffFacts, type FactLine, type FactOrder, reversalFacts } from './facts.ts'
import { activeCollections, activeFacts, insertCollections, insertFacts } from './repository.ts'

/** An order as far as its facts follow from it. */
interface Sold extends FactOrder {
  customer: { source: string | null }
  lines: readonly FactLine[]
  credits: readonly Share[]
}

/** Writes what makes a confirmed order's facts say what the order says: at confirmation all, after a change the difference. */
export async function syncSalesFacts(order: Sold): Promise<void> {
  const standing = await activeFacts(order.id)
  const before = standing.find(({ customer_id }) => customer_id === order.customer_id)
  // As it was at confirmation, or an order would count under two.
  const { source } = before ?? order.customer
  const now = timestamp()
  await insertFacts(diffFacts(standing, buildFacts(order, order.lines, order.credits, source, now), now))
}

/** Takes a cancelled order's facts back, today. */
export const reverseSalesFacts = async (order_id: number): Promise<void> =>
  insertFacts(reversalFacts(await activeFacts(order_id), today(), timestamp()))

/** Writes what makes an order's collections say what its payments that stand and its shares say. */
export async function syncCollections(
  order: Pick<Sold, 'id' | 'customer_id' | 'owner_id' | 'credits'>,
  payments: readonly CollectedPayment[],
): Promise<void> {
  const now = timestamp()
  const wanted = buildCollections(order, payments, order.credits, now)
  await insertCollections(diffCollections(await activeCollections(order.id), wanted, now))
}
