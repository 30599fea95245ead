import {
  buildSalesFacts,
  type FactOrder,
  orderCancellationFacts,
} from '../../../src/orders/ledger/build-sales-facts.ts'
import { dayOf } from '../../../src/values/clock.ts'
import type { Share } from '../../../src/values/money.ts'
import type { Bulk } from './bulk.ts'
import type { MadeLine } from './context.ts'

/** What the sales facts of a confirmed order depend on; `at` and `cancelled_at` are instants. */
export interface OrderFacts {
  order: FactOrder
  lines: MadeLine[]
  shares: Share[]
  source: string | null
  at: string
  cancelled_at: string | null
}

const columns = [
  'kind',
  'order_id',
  'line_id',
  'on_day',
  'week',
  'recorded_at',
  'customer_id',
  'owner_id',
  'user_id',
  'region',
  'product_id',
  'category',
  'source',
  'quantity',
  'amount',
  'order_sign',
] as const

/** Returns a function that inserts an order's sales facts by the same rule as a confirmation. */
export function writeFacts(file: Bulk, zone: string) {
  const into = file.into('sales_facts', columns)
  return ({ order, lines, shares, source, at, cancelled_at }: OrderFacts): void => {
    const activeFacts = buildSalesFacts(order, lines, shares, source, at)
    const back =
      cancelled_at === null
        ? []
        : orderCancellationFacts(activeFacts, dayOf(new Date(cancelled_at), zone), cancelled_at)
    for (const fact of [...activeFacts, ...back])
      into(
        fact.kind,
        fact.order_id,
        fact.line_id,
        fact.on_day,
        fact.week,
        fact.recorded_at,
        fact.customer_id,
        fact.owner_id,
        fact.user_id,
        fact.region,
        fact.product_id,
        fact.category,
        fact.source,
        fact.quantity,
        fact.amount,
        fact.order_sign,
      )
  }
}
