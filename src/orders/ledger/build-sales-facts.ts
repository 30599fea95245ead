import type { Row } from '../../database/tables.ts'
import { type Share, splitByShares } from '../../values/money.ts'
import { periodKey } from '../../values/periods.ts'
import { ledgerCorrectionRows } from './correction-rows.ts'

/** A sales fact to insert. */
export type SalesFact = Omit<Row<'sales_facts'>, 'id'>

/** Order fields that are copied into its sales facts. */
export type FactOrder = Pick<Row<'orders'>, 'id' | 'customer_id' | 'owner_id' | 'ordered_on' | 'region'>

export type FactLine = Pick<Row<'order_lines'>, 'id' | 'product_id' | 'quantity' | 'amount'> & {
  category: string | null
}

/**
 * The sales facts of a confirmed order: one per line and credited salesperson. The parts sum to the line's amount and
 * quantity. The owner has one even without a share, because orders are counted for the owner. `source` is the
 * customer's.
 */
export function buildSalesFacts(
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

const reversal = (fact: SalesFact): SalesFact => ({
  ...fact,
  quantity: 0 - fact.quantity,
  amount: 0 - fact.amount,
  order_sign: -1,
})

/** Facts that a change of a confirmed order must add: reversals of outdated facts, and the new ones. */
export const salesFactCorrections = (
  active: readonly SalesFact[],
  wanted: readonly SalesFact[],
  recorded_at: string,
): SalesFact[] => ledgerCorrectionRows(active, wanted, factKey, (fact) => ({ ...reversal(fact), recorded_at }))

/** Facts that a cancellation adds: negatives dated on its own day, so that past periods do not change. */
export const orderCancellationFacts = (active: readonly SalesFact[], day: string, recorded_at: string): SalesFact[] =>
  active.map((fact) => ({
    ...reversal(fact),
    kind: 'cancellation',
    on_day: day,
    week: periodKey(day, 'week'),
    recorded_at,
  }))

/** Key under which facts are equal. Source and category are left out: they stay as at confirmation. */
const factKey = ({
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
