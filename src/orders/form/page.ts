import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { ownerIdToShow } from '../../accounts/chosen-owner.ts'
import { creditPeople } from '../../accounts/creditable-people.ts'
import { customerChoices } from '../../customers/duplicates/customer-lookup.ts'
import { suggestedValuesByField } from '../../preferences/form-suggestions.ts'
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
