import type { Person } from '../../access/person.ts'
import type { Customer } from '../../customers/repository.ts'
import { requireCustomer } from '../../customers/validate-chosen-customer.ts'
import { type FieldError, ValidationError, ValidationErrors } from '../../i18n/error-classes.ts'
import { isInFuture } from '../../i18n/format.ts'
import { matchProducts, type ProductMatch } from '../../products/find-by-typed-text.ts'
import type { Product } from '../../products/repository.ts'
import { maxAmount } from '../../values/money.ts'
import { type PricedLine, pricedLine, totalsOfOrderLines } from '../line-amounts.ts'
import type { Order } from '../repository.ts'
import type { TypedLine } from './lines.ts'

/** A priced line with its product. */
export interface NewLine extends PricedLine {
  product: Product
}

/**
 * The customer of an order: any for managers, for salespeople their own or that of the opportunity they won. Throws
 * ValidationError at customer_id.
 */
export async function validateOrderCustomer(
  id: number | null,
  by: Person,
  won?: { customer_id: number },
): Promise<Customer> {
  if (won && id !== won.customer_id) throw new ValidationError('customer_id', 'orders.another_customer')
  const customer = await requireCustomer(id)
  if (!won && !maySellTo(by, customer)) throw new ValidationError('customer_id', 'orders.not_your_customer')
  return customer
}

type OrderDays = Record<'ordered_on' | 'signed_on' | 'due_on', string | null>

/**
 * The days of an order: what has happened is not after today, and no payment is due before the order. Days that `before`
 * has already are not asked again. Throws ValidationErrors.
 */
export function validateOrderDays(days: OrderDays, before?: OrderDays): void {
  const { ordered_on, signed_on, due_on } = days
  const rules: [keyof OrderDays, boolean, FieldError['key']][] = [
    ['ordered_on', isInFuture(ordered_on), 'orders.date_in_future'],
    ['signed_on', isInFuture(signed_on), 'orders.date_in_future'],
    ['due_on', ordered_on !== null && due_on !== null && due_on < ordered_on, 'orders.due_before_ordered'],
  ]
  const wrong = rules.flatMap(([field, isWrong, key]): FieldError[] =>
    isWrong && days[field] !== before?.[field] ? [{ field, key }] : [],
  )
  if (wrong.length > 0) throw new ValidationErrors(wrong)
}

/** Whether a person may enter orders for a customer: a salesperson for their own, a manager for any. */
export const maySellTo = (
  { id, role }: Pick<Person, 'id' | 'role'>,
  { owner_id }: { owner_id: number | null },
): boolean => role === 'manager' || owner_id === id

const maxCandidates = 5

/**
 * The error at a line whose product is not a single one on sale; null if there is none. `kept`: ids of products that may
 * stay.
 */
export function productError(
  at: number,
  typed: string,
  { product, candidates }: ProductMatch,
  kept: ReadonlySet<number>,
): FieldError | null {
  const field = `lines[${at}][product_model]`
  if (product) return product.active || kept.has(product.id) ? null : { field, key: 'orders.product_inactive' }
  if (candidates.length === 0) return { field, key: 'orders.product_not_found', values: { typed } }
  const shown = candidates.slice(0, maxCandidates).map(({ model, name }) => `${model} ${name}`)
  const list = [...shown, ...(candidates.length > maxCandidates ? ['…'] : [])].join(' · ')
  return { field, key: 'orders.product_candidates', values: { typed, candidates: list } }
}

/** Ids of the products in an order's lines. */
export const productIdsOf = (order: Pick<Order, 'lines'> | undefined): ReadonlySet<number> =>
  new Set(order?.lines.map(({ product_id }) => product_id))

/**
 * Checks the lines, at least one, and adds their products. `kept`: ids of products already in the order, allowed even
 * if no longer on sale. Throws ValidationError, ValidationErrors.
 */
export async function validateOrderLines(typed: readonly TypedLine[], kept: ReadonlySet<number>): Promise<NewLine[]> {
  const matches = await matchProducts(typed.map(({ product_model }) => product_model))
  const wrong: FieldError[] = []
  const lines = typed.flatMap((line): NewLine[] => {
    const match = matches.get(line.product_model) ?? { product: null, candidates: [] }
    const { product } = match
    const priced = product && pricedLine(product, line)
    const error = productError(line.at, line.product_model, match, kept)
    if (product && priced && !error) return [{ ...priced, product }]
    wrong.push(error ?? { field: `lines[${line.at}][quantity]`, key: 'orders.amount_too_large' })
    return []
  })
  if (wrong.length > 0) throw new ValidationErrors(wrong)
  if (lines.length === 0) throw new ValidationError('lines', 'orders.no_lines')
  if (totalsOfOrderLines(lines).total > maxAmount) throw new ValidationError('lines', 'orders.amount_too_large')
  return lines
}
