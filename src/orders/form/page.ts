import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { ownerIdToShow } from '../../accounts/chosen-owner.ts'
import { creditPeople } from '../../accounts/creditable-people.ts'
import { customerChoices } from '../../customers/duplicates/customer-lookup.ts'
import { suggestedValuesByField } from '../../preferences/form-suggestions.ts'
import { productsOnSale } from '../../products/repository.ts'
import { type FormState, formIdAt, initialFormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { orderFields } from '../fields.ts'
import { findOrder, type Order, orderFromOpportunity } from '../repository.ts'
import type { OrderFormProps } from '../view-props.ts'
import { orderFormValues } from './form.ts'
import { initialLineCount, shownLines } from './shown-lines.ts'
import { preselectedOpportunity, sourceOpportunity } from './source-opportunity.ts'

const maxOfferedProducts = 200

/** What the order form is shown for. */
export interface OrderFormOptions {
  person: Person
  record?: Order | undefined
  form: FormState
  /** The customer search text. */
  q?: string
  /** Which products to offer; all for an empty text. */
  productText?: string
  /** An order whose prices are no last prices. */
  exceptOrder?: number | null
  /** Products of a copied order that are no longer sold. */
  leftOut?: string[]
  more?: number
  status?: number
}

/** The form of a new or existing order, initial or rejected. */
export async function orderFormPage(options: OrderFormOptions): Promise<Answer> {
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
    leftOut: options.leftOut ?? [],
    opportunity,
    earlierOrder: record || !opportunity ? null : ((await orderFromOpportunity(opportunity.id)) ?? null),
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('orders/form', props, status)
}

/** Salespeople sell to their own customers, managers to all. */
export const customerOwnerFilter = ({ id, role }: Person): number | undefined => (role === 'manager' ? undefined : id)

/** The form of an existing order. */
export const editOrderPage = (record: Order, person: Person): Promise<Answer> =>
  orderFormPage({ person, record, form: initialFormState(orderFormValues(record)) })

/**
 * The rejected form with the typed values, and those of others where both changed a field. The button for more lines
 * comes here too, without errors.
 */
export async function orderFormRefused(refused: RefusedForm<Person, Order | undefined>): Promise<Answer> {
  const { person, values, form } = refused
  if (values.more_lines)
    return orderFormPage({ person, record: refused.record, form: initialFormState(values), more: initialLineCount })
  const record = refused.record && (await findOrder(refused.record.id, person))
  return orderFormPage({ person, record, form: record ? withLinesAsText(form, record) : form, status: 422 })
}

/** The saved lines as one text, where both changed the lines. */
function withLinesAsText(form: FormState, record: Order): FormState {
  if (form.conflicts?.lines === undefined) return form
  const lines = orderFormValues(record).lines.map(
    (line) => `${line.product_model} × ${line.quantity} × ${line.unit_price} − ${line.discount_percent}%`,
  )
  return { ...form, conflicts: { ...form.conflicts, lines: lines.join(' · ') } }
}
