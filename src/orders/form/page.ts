import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { initialOwnerFormValues, ownerIdToShow } from '../../accounts/chosen-owner.ts'
import { creditPeople } from '../../accounts/creditable-people.ts'
import { creditFormValues } from '../../accounts/sales-credit-fields.ts'
import { customerChoices, preselectedCustomer } from '../../customers/duplicates/customer-lookup.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import { today } from '../../i18n/format.ts'
import { findOpportunity, type Opportunity } from '../../opportunities/repository.ts'
import { suggestedValuesByField } from '../../preferences/form-suggestions.ts'
import { matchProducts } from '../../products/find-by-typed-text.ts'
import { productsOnSale } from '../../products/repository.ts'
import { conflictingFields, type FormState, formIdAt, initialFormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { orderFields } from '../fields.ts'
import { orderFromOpportunity } from '../pages/panels-on-other-pages-repository.ts'
import { findOrder, type Order } from '../repository.ts'
import type { OrderFormProps } from '../view-props.ts'
import { orderFormValues } from './form.ts'
import { initialLineCount, shownLines } from './shown-lines.ts'
import { preselectedOpportunity, sourceOpportunity } from './source-opportunity.ts'
import { productError, productIdsOf } from './validate-order.ts'

const maxOfferedProducts = 200

interface OrderFormOptions {
  person: Person
  record?: Order | undefined
  form: FormState
  /** The customer search text. */
  q?: string
  /** Which products to offer; all for an empty text. */
  productText?: string
  /** An order whose prices are no last prices. */
  exceptOrder?: number | null
  more?: number
  status?: number
}

/** The form of a new or existing order, initial or rejected. */
async function orderFormPage(options: OrderFormOptions): Promise<Answer> {
  const { person, record, form, q = '', productText = '', more = 0, status } = options
  const { exceptOrder = record?.id ?? null } = options
  const [customers, people, opportunity, lines, suggested, products] = await Promise.all([
    customerChoices(record ? null : q, formIdAt(form, 'customer_id'), person, customerOwnerFilter(person)),
    creditPeople(form, ownerIdToShow(form, record, person), record?.credits ?? []),
    record
      ? sourceOpportunity(record.opportunity_id, person)
      : preselectedOpportunity(formIdAt(form, 'opportunity_id'), person),
    shownLines(form, { person, exceptOrder, more }),
    suggestedValuesByField(orderFields),
    productsOnSale(productText, maxOfferedProducts),
  ])
  const props: OrderFormProps = {
    record: record ?? null,
    form,
    ...customers,
    people,
    fields: orderFields,
    suggested,
    products,
    offersAllProducts: products.length < maxOfferedProducts,
    ...lines,
    opportunity,
    earlierOrder: record || !opportunity ? null : ((await orderFromOpportunity(opportunity.id)) ?? null),
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('orders/form', props, status)
}

/** Salespeople sell to their own customers, managers to all. */
const customerOwnerFilter = ({ id, role }: Person): number | undefined => (role === 'manager' ? undefined : id)

/** The form of an existing order. */
export const editOrderPage = (record: Order, person: Person): Promise<Answer> =>
  orderFormPage({ person, record, form: initialFormState(orderFormValues(record)) })

interface NewOrderOptions {
  customer_id: number | null
  opportunity_id: number | null
  q: string
  /** What the first line's product is to be. */
  product: string | null
  /** The order in whose form this was typed. */
  edited_id: number | null
}

/**
 * The form of a new order, for a won opportunity, a customer, or a search; a single search result is selected. With a
 * product in the first line: the form's script asks for it so, about what was typed in any line.
 */
export async function newOrderPage(person: Person, options: NewOrderOptions): Promise<Answer> {
  const { opportunity_id, q, product, edited_id, ...asked } = options
  const won = opportunity_id === null ? undefined : await findOpportunity(opportunity_id, person)
  const customer = await preselectedCustomer(
    won?.customer_id ?? asked.customer_id,
    q,
    person,
    customerOwnerFilter(person),
  )
  const initial = {
    customer_id: String(customer?.id ?? ''),
    ordered_on: today(),
    region: customer?.region ?? '',
    ...(await initialOwnerAndCredits(won, customer, person)),
    ...(product && { lines: { 0: { product_model: product } } }),
  }
  const edited = edited_id === null ? undefined : await findOrder(edited_id, person)
  const form = { values: initial, errors: product ? await productErrors(product, edited) : [] }
  return orderFormPage({ person, form, q, productText: product ?? '', exceptOrder: edited?.id ?? null })
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

/**
 * The rejected form with the typed values; after a version conflict with the saved values that differ. The button for
 * more lines comes here too, without errors.
 */
export async function orderFormRefused(refused: RefusedForm<Person, Order | undefined>): Promise<Answer> {
  const { person, values, errors, stale } = refused
  if (values.more_lines)
    return orderFormPage({ person, record: refused.record, form: initialFormState(values), more: initialLineCount })
  const record = refused.record && (await findOrder(refused.record.id, person))
  if (!stale || !record) return orderFormPage({ person, record, form: { values, errors }, status: 422 })
  const form = {
    values: { ...values, version: String(record.version) },
    errors,
    conflicts: conflictingValues(record, values),
  }
  return orderFormPage({ person, record, form, status: 422 })
}

/** Saved values that differ from the typed ones; the lines as one text. */
function conflictingValues(record: Order, typed: Record<string, unknown>): Record<string, string> {
  const { lines, credits: _, ...heads } = orderFormValues(record)
  const theirs = conflictingFields(heads, typed)
  const asText = (some: unknown) => JSON.stringify(Object.values(some ?? {}).filter((one) => one))
  if (asText(lines) === asText(typed.lines)) return theirs
  const lineTexts = lines.map(
    (line) => `${line.product_model} × ${line.quantity} × ${line.unit_price} − ${line.discount_percent}%`,
  )
  return { ...theirs, lines: lineTexts.join(' · ') }
}
