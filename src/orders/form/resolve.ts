import type { Person } from '../../access/person.ts'
import { customerChosen } from '../../customers/chosen.ts'
import type { Customer } from '../../customers/repository.ts'
import { Refusal, Refusals, type Wrong } from '../../i18n/refusal.ts'
import { modelKey, type Product, productsByModel } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import { type PricedLine, pricedLine, totalsOf } from '../lines.ts'
import type { TypedLine } from './lines.ts'

/** A line with its product. */
export interface NewLine extends PricedLine {
  product: Product
}

/**
 * Whose order it is: a customer in the book, for salespeople one they own, or that of the opportunity they won. Throws
 * Refusal at customer_id.
 */
export async function customerFor(id: number | null, by: Person, won?: { customer_id: number }): Promise<Customer> {
  if (won && id !== won.customer_id) throw new Refusal('customer_id', 'orders.another_customer')
  const customer = await customerChosen(id)
  if (!won && !maySellTo(by, customer)) throw new Refusal('customer_id', 'orders.not_your_customer')
  return customer
}

/** Whether a person may enter orders of a customer: a salesperson of their own, a manager of any. */
export const maySellTo = (
  { id, role }: Pick<Person, 'id' | 'role'>,
  { owner_id }: Pick<Customer, 'owner_id'>,
): boolean => role === 'manager' || owner_id === id

/** Typed lines, one at least, with their products; `kept` are products that the order has already, on sale or not. Throws Refusal, Refusals. */
export async function linesFor(typed: readonly TypedLine[], kept: ReadonlySet<number>): Promise<NewLine[]> {
  const products = await productsByModel(typed.map(({ product_model }) => product_model))
  const wrong: Wrong[] = []
  const lines = typed.flatMap((line): NewLine[] => {
    const refuse = (field: string, key: Wrong['key']) => {
      wrong.push({ field: `lines[${line.at}][${field}]`, key })
      return []
    }
    const product = products.get(modelKey(line.product_model))
    if (!product) return refuse('product_model', 'orders.unknown_product')
    if (!product.active && !kept.has(product.id)) return refuse('product_model', 'orders.product_inactive')
    const priced = pricedLine(product, line)
    return priced ? [{ ...priced, product }] : refuse('quantity', 'orders.amount_too_great')
  })
  if (wrong.length > 0) throw new Refusals(wrong)
  if (lines.length === 0) throw new Refusal('lines', 'orders.no_lines')
  if (totalsOf(lines).total > maxAmount) throw new Refusal('lines', 'orders.amount_too_great')
  return lines
}
