import type { Row } from '../../database/tables.ts'
import { type Share, splitByShares } from '../../values/money.ts'
import { periodKey } from '../../values/periods.ts'
import { diffRows } from './diff-rows.ts'

/** A fact as it is written. */
export type SalesFact = Omit<Row<'sales_facts'>, 'id'>

/** What of an order its facts carry. */
export type FactOrder = Pick<Row<'orders'>, 'id' | 'customer_id' | 'owner_id' | 'ordered_on' | 'region'>

export type FactLine = Pick<Row<'order_lines'>, 'id' | 'product_id' | 'quantity' | 'amount'> & {
  category: string | null
}

/**
 * The facts of a confirmed order: a row for each line and each credited salesperson, their parts summing to the line's
 * amount and quantity; the owner has one even without a share, because counts are the owner's. `source` is the customer's.
 */
export function buildFacts(
  order: FactOrder,
  lines: readonly FactLine[],
  credits: readonly Share[],
  source: string | null,
  recorded_at: string,
): SalesFact[] {
  const { id: order_id, customer_id, owner_id, ordered_on: on_day, region } = order
  const week = periodKey(on_day, 'week')
  const carried = { kind: 'sale' as const, order_id, on_day, week, recorded_at, customer_id, owner_id, region }
  return lines.flatMap((line) => {
    const amounts = splitByShares(line.amount, credits, owner_id)
    const quantities = splitByShares(line.quantity, credits, owner_id)
    return [...new Set([owner_id, ...amounts.keys()])].map(
      (user_id): SalesFact => ({
        ...carried,
        line_id: line.id,
        user_id,
        product_id: line.product_id,
        category: line.category,
        source,
        quantity: quantities.get(user_id) ?? 0,
        amount: amounts.get(user_id) ?? 0,
        order_sign: 1,
      }),
    )
  })
}

const opposite = (fact: SalesFact): SalesFact => ({
  ...fact,
  quantity: 0 - fact.quantity,
  amount: 0 - fact.amount,
  order_sign: -1,
})

/** What a change of a confirmed order writes: the opposite of each fact that no longer holds, and the new ones. */
export const diffFacts = (
  standing: readonly SalesFact[],
  wanted: readonly SalesFact[],
  recorded_at: string,
): SalesFact[] => diffRows(standing, wanted, essence, (fact) => ({ ...opposite(fact), recorded_at }))

/** What a cancellation writes: negatives on its own day, so that a past period stays as it was. */
export const reversalFacts = (standing: readonly SalesFact[], day: string, recorded_at: string): SalesFact[] =>
  standing.map((fact) => ({
    ...opposite(fact),
    kind: 'cancellation',
    on_day: day,
    week: periodKey(day, 'week'),
    recorded_at,
  }))

/** What makes two facts the same; a customer's source and a product's category stay as they were at confirmation. */
const essence = ({
  line_id,
  user_id,
  owner_id,
  customer_id,
  product_id,
  on_day,
  region,
  quantity,
  amount,
}: SalesFact) => JSON.stringify([line_id, user_id, owner_id, customer_id, product_id, on_day, region, quantity, amount])
