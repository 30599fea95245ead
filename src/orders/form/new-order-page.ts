import type { Person } from '../../access/person.ts'
import { initialOwnerFormValues } from '../../accounts/chosen-owner.ts'
import { creditFormValues } from '../../accounts/sales-credit-fields.ts'
import { preselectedCustomer } from '../../customers/duplicates/customer-lookup.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { findOpportunity, type Opportunity } from '../../opportunities/repository.ts'
import { matchProducts } from '../../products/find-by-typed-text.ts'
import type { Answer } from '../../web/responses.ts'
import { findOrder, type Order } from '../repository.ts'
import { copiedOrder } from './copied-order.ts'
import { customerOwnerFilter, orderFormPage } from './page.ts'
import { productError, productIdsOf } from './validate-order.ts'

interface NewOrderOptions {
  customer_id: number | null
  opportunity_id: number | null
  q: string
  /** What the first line's product is to be. */
  product: string | null
  /** The order in whose form this was typed. */
  edited_id: number | null
  /** An order to be placed again. */
  copy_of: number | null
}

/**
 * The form of a new order, for a won opportunity, a customer, or a search; a single search result is selected. With a
 * product in the first line: the form's script asks for it so, about what was typed in any line.
 */
export async function newOrderPage(person: Person, options: NewOrderOptions): Promise<Answer> {
  const { opportunity_id, q, product, edited_id, ...asked } = options
  const copied = await copiedOrder(options.copy_of, person)
  const won = opportunity_id === null ? undefined : await findOpportunity(opportunity_id, person)
  const customer = await preselectedCustomer(
    won?.customer_id ?? copied?.customer_id ?? asked.customer_id,
    q,
    person,
    customerOwnerFilter(person),
  )
  const initial = {
    customer_id: String(customer?.id ?? ''),
    ordered_on: today(),
    region: customer?.region ?? '',
    ...copied?.values,
    ...(await initialOwnerAndCredits(won, customer, person)),
    ...(product && { lines: { 0: { product_model: product } } }),
  }
  const edited = edited_id === null ? undefined : await findOrder(edited_id, person)
  const form = { values: initial, errors: product ? await productErrors(product, edited) : [] }
  const { leftOut = [] } = copied ?? {}
  return orderFormPage({ person, form, q, productText: product ?? '', exceptOrder: edited?.id ?? null, leftOut })
}

/** The error of the first line's product, if it is not a single one. */
async function productErrors(product: string, edited: Order | undefined): Promise<FieldError[]> {
  const match = (await matchProducts([product])).get(product)
  const error = match && productError(0, product, match, productIdsOf(edited))
  return error ? [error] : []
}

/** Owner and credits of a new order. A won opportunity gives the credits. */
async function initialOwnerAndCredits(
  won: Opportunity | undefined,
  customer: { owner_id: number } | undefined,
  person: Person,
): Promise<Record<string, unknown>> {
  const values = await initialOwnerFormValues(person, won ?? customer)
  return won ? { ...values, opportunity_id: String(won.id), credits: creditFormValues(won.credits) } : values
}
