import { z } from 'zod'
import { Refusals, type Wrong } from '../../i18n/refusal.ts'
import { words } from '../../i18n/words.ts'
import { byForm, dayOf, personOf, together } from '../../imports/cells.ts'
import type { Given } from '../../imports/definition.ts'
import { modelKey, type Product } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import { area, choice, day, money, needed, percent, quantity, required, text } from '../../web/forms.ts'
import { amountOf } from '../lines.ts'
import { statuses } from '../list.ts'

/** What a row says of its order; blank cells say nothing. */
export interface Head {
  customer_id: number | null
  owner_id: number | null
  ordered_on: string | null
  due_on: string | null
  region: string | null
  status: (typeof statuses)[number] | null
  shipped_on: string | null
  paid_on: string | null
  paid_amount: number | null
  notes: string | null
}

/** A line of an order that is to be brought in: thousandths, minor units, hundredths of a percent. */
export interface BroughtLine {
  product_id: number
  quantity: number
  unit_price: number
  discount: number
  amount: number
}

/** What the rows of a slice speak of, as the book knows it. */
export interface Book {
  customer(code: string, name: string): number | Wrong | null
  products: Map<string, Product>
}

const days = ['ordered_on', 'due_on', 'shipped_on', 'paid_on'] as const

const cells = z.object({
  ordered_on: day(),
  due_on: day(),
  shipped_on: day(),
  paid_on: day(),
  region: text(100),
  status: choice(statuses),
  notes: area(5000),
  paid_amount: money(1),
  product_model: required(100),
  quantity: needed(quantity()),
  unit_price: money(),
  discount_percent: percent(),
})

/** Reads a row by the rules of the order's form. Throws Refusals with all that is wrong. */
export function readOrderRow(
  fields: Record<string, string>,
  book: Book,
  given: Given,
): { head: Head; line: BroughtLine } {
  const read = together({
    customer_id: () => customerOf(fields, book),
    owner_id: () => personOf(fields.owner ?? '', 'owner', given),
    parts: () => byForm(cells, { ...fields, ...daysOf(fields, given), status: statusOf(fields.status ?? '') }),
  })
  const { product_model, quantity, unit_price, discount_percent, ...head } = read.parts
  const line = lineOf({ product_model, quantity, unit_price, discount: discount_percent ?? 0 }, book)
  return { head: { customer_id: read.customer_id, owner_id: read.owner_id, ...head }, line }
}

function customerOf({ customer_code = '', customer = '' }: Record<string, string>, book: Book): number | null {
  const found = book.customer(customer_code, customer)
  if (found !== null && typeof found === 'object') throw new Refusals([found])
  return found
}

function daysOf(fields: Record<string, string>, given: Given): Record<string, string> {
  return together(Object.fromEntries(days.map((name) => [name, () => dayOf(fields[name] ?? '', name, given)])))
}

/** A status by its name or its label in either language. */
function statusOf(cell: string): string {
  const said = cell.toLowerCase()
  const labels = (status: string) =>
    [words.en, words['zh-CN']].map((all) => all[`orders.status_${status}` as 'orders.status_draft'])
  return statuses.find((status) => [status, ...labels(status)].some((known) => known.toLowerCase() === said)) ?? cell
}

function lineOf(
  {
    product_model,
    quantity,
    unit_price,
    discount,
  }: { product_model: string; quantity: number; unit_price: number | null; discount: number },
  { products }: Book,
): BroughtLine {
  const product = products.get(modelKey(product_model))
  if (!product) throw new Refusals([{ field: 'product_model', key: 'orders.unknown_product' }])
  const priced = { quantity, unit_price: unit_price ?? product.list_price, discount }
  const amount = amountOf(priced, maxAmount)
  if (amount === null) throw new Refusals([{ field: 'quantity', key: 'orders.amount_too_great' }])
  return { product_id: product.id, ...priced, amount }
}
