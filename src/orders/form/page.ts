import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { creditPeople } from '../../accounts/credit-people.ts'
import { shownCredits } from '../../accounts/credits.ts'
import { ownerIn, startingOwner } from '../../accounts/owner.ts'
import { customersOffered, startingCustomer } from '../../customers/duplicates/duplicate-lookup.ts'
import { today } from '../../i18n/format.ts'
import { findOpportunity, type Opportunity } from '../../opportunities/repository.ts'
import { choices } from '../../preferences/repository.ts'
import { modelKey, productsByModel, productsOnSale } from '../../products/repository.ts'
import { conflictingFields, emptyForm, type FormState, idAt } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { lineAmountOf, orderTotals } from '../lines.ts'
import { findOrder, type Order } from '../repository.ts'
import type { OrderFormProps } from '../views.ts'
import { shownOrder } from './form.ts'
import { chosenOpportunity, opportunityOf } from './from-opportunity.ts'
import { lineNumbers, lines as linesField } from './lines.ts'

const linesAtFirst = 5
const offeredProducts = 200

interface OrderFormAsked {
  person: Person
  record?: Order | undefined
  form: FormState
  /** What customers are looked for by. */
  q?: string
  more?: number
  status?: number
}

/** The form of a new or an existing order, fresh or refused. */
async function orderFormPage(asked: OrderFormAsked): Promise<Answer> {
  const { person, record, form, q = '', more = 0, status } = asked
  const [customers, people, opportunity, lines, region, products] = await Promise.all([
    customersOffered(record ? null : q, idAt(form, 'customer_id'), person, whoseCustomers(person)),
    creditPeople(form, ownerIn(form, record, person), record?.credits ?? []),
    record ? opportunityOf(record.opportunity_id, person) : chosenOpportunity(idAt(form, 'opportunity_id'), person),
    typedSums(form.typed.lines, more),
    choices('region'),
    productsOnSale('', offeredProducts),
  ])
  const props: OrderFormProps = {
    record: record ?? null,
    form,
    ...customers,
    people,
    offered: { region, products },
    ...lines,
    opportunity,
    mayReassign: may(person, 'customers.reassign'),
  }
  return page('orders/form', props, status)
}

/** Whose customers a person sells to: their own, for managers everybody's. */
const whoseCustomers = ({ id, role }: Person): number | undefined => (role === 'manager' ? undefined : id)

/** The form of an order as it stands. */
export const editOrderPage = (record: Order, person: Person): Promise<Answer> =>
  orderFormPage({ person, record, form: emptyForm(shownOrder(record)) })

interface NewOrderAsked {
  customer_id: number | null
  opportunity_id: number | null
  q: string
}

/** The form of a new order, begun from a won opportunity, from a customer, or looking for one; whoever is found alone is chosen. */
export async function newOrderPage(person: Person, { opportunity_id, q, ...asked }: NewOrderAsked): Promise<Answer> {
  const won = opportunity_id === null ? undefined : await findOpportunity(opportunity_id, person)
  const customer = await startingCustomer(won?.customer_id ?? asked.customer_id, q, person, whoseCustomers(person))
  const started = {
    customer_id: String(customer?.id ?? ''),
    ordered_on: today(),
    region: customer?.region ?? '',
    ...startFrom(won, person),
  }
  return orderFormPage({ person, form: emptyForm(started), q })
}

/** Whose a new order is, and who has its credit: a won opportunity says both, to salespeople the credit alone. */
function startFrom(won: Opportunity | undefined, person: Person): Record<string, unknown> {
  if (!won) return startingOwner(person)
  const owner_id = String(person.role === 'manager' ? won.owner_id : person.id)
  return { opportunity_id: String(won.id), owner_id, credits: shownCredits(won.credits) }
}

/** Refused: everything as typed; where it was stale, theirs beside each field that differs. Asked for more lines, nothing is wrong. */
export async function orderFormRefused(asked: RefusedForm<Person, Order | undefined>): Promise<Answer> {
  const { person, values, errors, stale } = asked
  if (values.more_lines)
    return orderFormPage({ person, record: asked.record, form: emptyForm(values), more: linesAtFirst })
  const record = asked.record && (await findOrder(asked.record.id, person))
  if (!stale || !record) return orderFormPage({ person, record, form: { typed: values, wrong: errors }, status: 422 })
  const form = {
    typed: { ...values, version: String(record.version) },
    wrong: errors,
    theirs: theirsOf(record, values),
  }
  return orderFormPage({ person, record, form, status: 422 })
}

/** The other's fields that differ; lines as a text of their own. */
function theirsOf(record: Order, typed: Record<string, unknown>): Record<string, string> {
  const { lines, credits: _, ...heads } = shownOrder(record)
  const theirs = conflictingFields(heads, typed)
  const asText = (some: unknown) => JSON.stringify(Object.values(some ?? {}).filter((one) => one))
  if (asText(lines) === asText(typed.lines)) return theirs
  const said = lines.map(
    (line) => `${line.product_model} × ${line.quantity} × ${line.unit_price} − ${line.discount_percent}%`,
  )
  return { ...theirs, lines: said.join(' · ') }
}

/** The lines to show, with the amounts of those that can be read, and their totals where all can. */
async function typedSums(typed: unknown, more: number): Promise<Pick<OrderFormProps, 'lines' | 'totals'>> {
  const read = linesField.safeParse(typed ?? '')
  const lines = (read.success && read.data) || []
  const products = await productsByModel(lines.map(({ product_model }) => product_model))
  const priced = lines.map((line) => {
    const { list_price = 0, unit = null } = products.get(modelKey(line.product_model)) ?? {}
    const { at, quantity, discount, unit_price } = { ...line, unit_price: line.unit_price ?? list_price }
    const amount = lineAmountOf({ quantity, unit_price, discount }) ?? 0
    return { at, quantity, discount, unit_price, amount, unit }
  })
  const byNumber = new Map(priced.map(({ at, amount, unit }) => [at, { at, amount, unit }]))
  const numbers = lineNumbers(typed, linesAtFirst, more)
  return {
    lines: numbers.map((at) => byNumber.get(at) ?? { at, amount: null, unit: null }),
    totals: priced.length > 0 ? orderTotals(priced) : null,
  }
}
