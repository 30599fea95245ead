import { z } from 'zod'
import { Refusals, type Wrong } from '../../i18n/refusal.ts'
import { words } from '../../i18n/words.ts'
import type { Given } from '../../imports/definition.ts'
import { byForm, dayOf, personOf, together } from '../../imports/file/cells.ts'
import { modelKey, type Product } from '../../products/repository.ts'
import { area, choice, day, money, needed, percent, quantity, required, text } from '../../web/forms.ts'
import { type PricedLine, pricedLine } from '../lines.ts'
import { statuses } from '../list.ts'

/** What the rows of a slice speak of, as the book knows it. */
export interface Book {
  customer(code: string, name: string): number | Wrong | null
  regionOf(customer_id: number): string | null
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

type Cells = z.output<typeof cells>
type LineCells = Pick<Cells, 'product_model' | 'quantity' | 'unit_price' | 'discount_percent'>

/** What a row says of its order; blank cells say nothing. */
export type Head = Omit<Cells, keyof LineCells> & { customer_id: number | null; owner_id: number | null }

/** Reads a row by the rules of the order's form. Throws Refusals with all that is wrong. */
export function readOrderRow(
  fields: Record<string, string>,
  book: Book,
  given: Given,
): { head: Head; line: PricedLine } {
  const { customer_id, owner_id, parts } = together({
    customer_id: () => customerOf(fields, book),
    owner_id: () => personOf(fields.owner ?? '', 'owner', given),
    parts: () => byForm(cells, { ...fields, ...daysOf(fields, given), status: statusOf(fields.status ?? '') }),
  })
  const { product_model, quantity, unit_price, discount_percent, ...head } = parts
  const line = lineOf({ product_model, quantity, unit_price, discount_percent }, book)
  return { head: { customer_id, owner_id, ...head }, line }
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

function lineOf({ product_model, discount_percent, ...said }: LineCells, { products }: Book): PricedLine {
  const product = products.get(modelKey(product_model))
  if (!product) throw new Refusals([{ field: 'product_model', key: 'orders.unknown_product' }])
  const line = pricedLine(product, { ...said, discount: discount_percent ?? 0 })
  if (!line) throw new Refusals([{ field: 'quantity', key: 'orders.amount_too_great' }])
  return line
}
