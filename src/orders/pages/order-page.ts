import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { namedShares } from '../../accounts/credits.ts'
import type { ActivityLine, ActivityReader } from '../../history/activity.ts'
import { today } from '../../i18n/format.ts'
import { choices, letterhead } from '../../preferences/repository.ts'
import { pricePlain } from '../../products/form.ts'
import { settings } from '../../settings.ts'
import { localDateTime, present } from '../../values/clock.ts'
import { daysBetween } from '../../values/days.ts'
import { emptyForm } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { opportunityOf } from '../form/from-opportunity.ts'
import { paymentsOf, shipmentsOf } from '../fulfilment/repository.ts'
import { amountDueOn } from '../fulfilment/settlement.ts'
import { orderTotals } from '../lines.ts'
import { getOrder, type Order } from '../repository.ts'
import type { OrderPageProps } from '../views.ts'
import { orderActivityOf } from './activity.ts'

interface OrderPageAsked extends ActivityReader {
  order: Order
  stale?: boolean
  /** Forms that were refused; the others are fresh. */
  forms?: Partial<OrderPageProps['forms']>
  status?: number
}

/** An order's page: where it stands, its lines, shipments, payments and history. */
export async function orderPage(asked: OrderPageAsked): Promise<Answer> {
  const { person, order, stale = false, forms, status } = asked
  const [shipments, payments, methods, activity, opportunity, credits] = await Promise.all([
    shipmentsOf(order.id),
    paymentsOf(order.id),
    choices('method'),
    orderActivityOf(order.id, asked),
    opportunityOf(order.opportunity_id, person),
    namedShares(order.credits),
  ])
  const owed = amountDueOn(order)
  const props: OrderPageProps = {
    order,
    totals: orderTotals(order.lines),
    owed,
    overdueDays: owed > 0 ? Math.max(0, daysBetween(order.due_on ?? today(), today())) : 0,
    steps: stepsOf(order, shipments, payments, activity),
    credits,
    opportunity,
    shipments,
    payments,
    methods,
    activity,
    may: rightsOn(order, owed, person, forms?.reverse ?? null),
    today: today(),
    stale,
    forms: { ...freshForms(order, owed), ...forms },
  }
  return page('orders/page', props, status)
}

/** The page again after an act was refused, with what was typed in its form. */
export const actRefused =
  (form: 'shipment' | 'payment' | 'cancel') =>
  (asked: RefusedForm<Person, { id: number }>): Promise<Answer> =>
    orderPageRefused(asked, asked.record.id, { [form]: { typed: asked.values, wrong: asked.errors } })

/** The same after the reversal of a shipment or a payment was. */
export const reversalRefused =
  (of: 'shipment' | 'payment') =>
  (asked: RefusedForm<Person, { id: number; order_id: number }>): Promise<Answer> => {
    const { record, values, errors } = asked
    return orderPageRefused(asked, record.order_id, {
      reverse: { of, id: record.id, form: { typed: values, wrong: errors } },
    })
  }

const orderPageRefused = async (
  { person, context, stale }: RefusedForm<Person, unknown>,
  order_id: number,
  forms: Partial<OrderPageProps['forms']>,
): Promise<Answer> => orderPage({ order: await getOrder(order_id), person, context, stale, forms, status: 422 })

function stepsOf(
  { lines, paid, total }: Order,
  shipments: OrderPageProps['shipments'],
  payments: OrderPageProps['payments'],
  activity: ActivityLine[],
): OrderPageProps['steps'] {
  const came = payments.filter(({ kind }) => kind === 'payment')
  return {
    confirmedBy: activity.find(({ say }) => say === 'orders.activity_confirmed')?.who ?? activity.at(-1)?.who ?? '',
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    shipped: lines.reduce((sum, line) => sum + line.shipped, 0),
    lastShipped: last(shipments, ({ shipped_on }) => shipped_on),
    lastPaid: last(came, ({ paid_on }) => paid_on),
    paidShare: total > 0 ? Number((BigInt(paid) * 100n) / BigInt(total)) * 100 : 0,
  }
}

/** The last day among records that stand. */
function last<T extends { reversed_at: string | null }>(records: T[], dayOf: (record: T) => string): string | null {
  const days = records.filter(({ reversed_at }) => reversed_at === null).map(dayOf)
  return days.toSorted().at(-1) ?? null
}

function rightsOn(
  order: Order,
  owed: number,
  person: Person,
  reverse: OrderPageProps['forms']['reverse'],
): OrderPageProps['may'] {
  const { status, shipping, paid, lines } = order
  const edit = may(person, 'orders.edit', order) && status !== 'cancelled'
  const shipped = lines.some((line) => line.shipped > 0)
  return {
    edit,
    ship: edit && status === 'confirmed' && shipping !== 'all',
    pay: edit && status !== 'draft' && (owed > 0 || paid > 0),
    // A refused reversal asks for its reason alone.
    cancel: edit && !shipped && paid === 0 && !reverse,
  }
}

function freshForms(order: Order, owed: number): OrderPageProps['forms'] {
  // Nothing is put in beforehand: what is shipped is counted, not taken for granted.
  const quantities = Object.fromEntries(order.lines.map(({ id }) => [id, '']))
  return {
    shipment: emptyForm({ shipped_on: today(), quantities }),
    payment: emptyForm(startOfPayment(owed)),
    cancel: emptyForm(),
    reverse: null,
  }
}

/** What is owed is likely what came; where nothing is, money can only go back. */
const startOfPayment = (owed: number): Record<string, string> =>
  owed > 0
    ? { kind: 'payment', paid_on: today(), amount: pricePlain(owed) }
    : { kind: 'refund', paid_on: today(), amount: '' }

/** An order on paper, under the company's name and letterhead: a draft is a quotation. */
export const orderPaper = async (order: Order): Promise<Answer> =>
  page('orders/print-page', {
    order,
    totals: orderTotals(order.lines),
    letterhead: await letterhead(),
    printed: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
  })
