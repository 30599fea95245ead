import { today } from '../../i18n/format.ts'
import { timestamp } from '../../values/clock.ts'
import type { Share } from '../../values/money.ts'
import {
  buildSalesFacts,
  type FactLine,
  type FactOrder,
  orderCancellationFacts,
  salesFactCorrections,
} from './build-sales-facts.ts'
import { buildPaymentCollections, type CollectedPayment, collectionLedgerCorrections } from './payment-collections.ts'
import { activePaymentCollections, activeSalesFacts, insertPaymentCollections, insertSalesFacts } from './repository.ts'

/** The fields of an order from which its facts follow. */
interface Sold extends FactOrder {
  counted_owner_id: number | null
  customer: { source: string | null }
  lines: readonly FactLine[]
  credits: readonly Share[]
}

/** The order with the owner for whom it counts: the one at confirmation, whoever owns it now. */
const asCounted = <O extends Pick<Sold, 'owner_id' | 'counted_owner_id'>>(order: O): O => ({
  ...order,
  owner_id: order.counted_owner_id ?? order.owner_id,
})

/** Adds the facts a confirmed order needs: all of them at confirmation, after a change the difference. */
export async function syncSalesFacts(order: Sold): Promise<void> {
  const active = await activeSalesFacts(order.id)
  const before = active.find(({ customer_id }) => customer_id === order.customer_id)
  // The source at confirmation; a new one would count the order under two sources.
  const { source } = before ?? order.customer
  const now = timestamp()
  await insertSalesFacts(
    salesFactCorrections(active, buildSalesFacts(asCounted(order), order.lines, order.credits, source, now), now),
  )
}

/** Reverses the facts of a cancelled order, dated today. */
export const reverseSalesFacts = async (order_id: number): Promise<void> =>
  insertSalesFacts(orderCancellationFacts(await activeSalesFacts(order_id), today(), timestamp()))

/** Adds the collections an order needs after its payments, customer or credits changed. */
export async function syncCollections(
  order: Pick<Sold, 'id' | 'customer_id' | 'owner_id' | 'counted_owner_id' | 'credits'>,
  payments: readonly CollectedPayment[],
): Promise<void> {
  const now = timestamp()
  const wanted = buildPaymentCollections(asCounted(order), payments, order.credits, now)
  await insertPaymentCollections(collectionLedgerCorrections(await activePaymentCollections(order.id), wanted, now))
}
