import type { Product } from '../products/repository.ts'
import { lineAmount, maxAmount } from '../values/money.ts'

/** Quantity in thousandths, price in minor units, discount in hundredths of a percent. */
interface Priced {
  quantity: number
  unit_price: number
  discount: number
}

/** A line with its product and amount. */
export interface PricedLine extends Priced {
  product_id: number
  amount: number
}

/** A line's amount in minor units; null if it exceeds the maximum. */
export function lineAmountOf({ quantity, unit_price, discount }: Priced): number | null {
  const amount = lineAmount(quantity, unit_price, discount)
  return amount <= maxAmount ? amount : null
}

/** A product's line with its amount, by default at the list price; null if the amount exceeds the maximum. */
export function pricedLine(
  { id: product_id, list_price }: Pick<Product, 'id' | 'list_price'>,
  { quantity, discount, ...said }: Omit<Priced, 'unit_price'> & { unit_price: number | null },
): PricedLine | null {
  const unit_price = said.unit_price ?? list_price
  const amount = lineAmountOf({ quantity, unit_price, discount })
  return amount === null ? null : { product_id, quantity, unit_price, discount, amount }
}

/** Amounts of an order in minor units. */
export interface Totals {
  gross: number
  discount: number
  total: number
}

/** Sum before discounts, the discounts, and the total, which is the sum of the lines' rounded amounts. */
export function totalsOfOrderLines(lines: readonly (Priced & { amount: number })[]): Totals {
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
  const gross = sum(lines.map((line) => lineAmount(line.quantity, line.unit_price, 0)))
  const total = sum(lines.map(({ amount }) => amount))
  return { gross, discount: gross - total, total }
}

/** Old and new lines paired, and the removed ones. */
export interface LinePairs<Old, New> {
  pairs: { old: Old | null; new: New; position: number }[]
  gone: Old[]
}

/** Pairs old and new lines by product, in order; a new line without an old one has null. */
export function pairLines<Old extends { product_id: number }, New extends { product_id: number }>(
  before: readonly Old[],
  after: readonly New[],
): LinePairs<Old, New> {
  const left = [...before]
  const pairs = after.map((line, position) => {
    const at = left.findIndex(({ product_id }) => product_id === line.product_id)
    return { old: at < 0 ? null : (left.splice(at, 1)[0] ?? null), new: line, position }
  })
  return { pairs, gone: left }
}
