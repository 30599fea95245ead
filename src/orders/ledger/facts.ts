import type { Row } from '../../database/tables.ts'
import { type Share, splitByShares } from '../../values/money.ts'
import { periodKey } from '../../values/periods.ts'

/** A fact as it is written. */
export type Fact = Omit<Row<'facts'>, 'id'>

/** What of an order its facts carry. */
export interface FactOrder {
  id: number
  customer_id: number
  owner_id: number
  ordered_on: string
  region: string | null
}

export interface FactLine {
  id: number
  product_id: number
  category: string | null
  quantity: number
  amount: number
}

/**
 * The facts of a confirmed order: a row for each line and each credited salesperson, their parts summing to the line's
 * amount and quantity; the owner has one even without a share, because counts are the owner's. `source` is the customer's.
 */
export function factRows(
  order: FactOrder,
  lines: readonly FactLine[],
  credits: readonly Share[],
  source: string | null,
  recorded_at: string,
): Fact[] {
  const { id, ordered_on, ...carried } = order
  const week = periodKey(ordered_on, 'week')
  return lines.flatMap((line) => {
    const amounts = splitByShares(line.amount, credits, order.owner_id)
    const quantities = splitByShares(line.quantity, credits, order.owner_id)
    return [...new Set([order.owner_id, ...amounts.keys()])].map(
      (user_id): Fact => ({
        kind: 'sale',
        order_id: id,
        line_id: line.id,
        on_day: ordered_on,
        week,
        recorded_at,
        ...carried,
        user_id,
        product_id: line.product_id,
        category: line.category,
        source,
        quantity: quantities.get(user_id) ?? 0,
        amount: amounts.get(user_id) ?? 0,
        counted: 1,
      }),
    )
  })
}

const negated = (fact: Fact): Pick<Fact, 'quantity' | 'amount' | 'counted'> => ({
  quantity: 0 - fact.quantity,
  amount: 0 - fact.amount,
  counted: -1,
})

/** What a change of a confirmed order writes: the opposite of each fact that no longer holds, and the new ones. */
export function restated(standing: readonly Fact[], wanted: readonly Fact[], recorded_at: string): Fact[] {
  const kept = new Set(wanted.map(essence))
  const held = new Set(standing.map(essence))
  return [
    ...standing.filter((fact) => !kept.has(essence(fact))).map((fact) => ({ ...fact, ...negated(fact), recorded_at })),
    ...wanted.filter((fact) => !held.has(essence(fact))),
  ]
}

/** What a cancellation writes: negatives on its own day, so that a past period stays as it was. */
export const cancelled = (standing: readonly Fact[], day: string, recorded_at: string): Fact[] =>
  standing.map((fact) => ({
    ...fact,
    ...negated(fact),
    kind: 'cancellation',
    on_day: day,
    week: periodKey(day, 'week'),
    recorded_at,
  }))

/** What makes two facts the same; a customer's source and a product's category stay as they were at confirmation. */
const essence = (fact: Fact): string =>
  JSON.stringify([
    fact.line_id,
    fact.user_id,
    fact.owner_id,
    fact.customer_id,
    fact.product_id,
    fact.on_day,
    fact.region,
    fact.quantity,
    fact.amount,
  ])
