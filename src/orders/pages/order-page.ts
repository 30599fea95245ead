import { may } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import { sharesWithNames } from '../../accounts/sales-credit-fields.ts'
import { detailsOf } from '../../fields/format-values.ts'
import type { ActivityLine, ActivityReader } from '../../history/activity.ts'
import { today } from '../../i18n/format.ts'
import { choices, letterhead } from '../../preferences/repository.ts'
import { settings } from '../../settings.ts'
import { currentInstant, localDateTime } from '../../values/clock.ts'
import { daysBetween } from '../../values/days.ts'
import { shortDecimal } from '../../values/decimal.ts'
import { pricePlain } from '../../web/field-schemas.ts'
import { initialFormState } from '../../web/form-state.ts'
import { type Answer, page } from '../../web/responses.ts'
import type { RefusedForm } from '../../web/route.ts'
import { orderFields } from '../fields.ts'
import { mayCopyOrder } from '../form/copied-order.ts'
import { sourceOpportunity } from '../form/source-opportunity.ts'
import { amountDueOfOrder } from '../fulfilment/fulfilment-state.ts'
import { paymentsOf, shipmentsOf } from '../fulfilment/repository.ts'
import { totalsOfOrderLines } from '../line-amounts.ts'
import { getOrder, type Order } from '../repository.ts'
import type { OrderPageProps } from '../view-props.ts'
import { orderActivityOf } from './activity.ts'

interface OrderPageOptions extends ActivityReader {
  order: Order
  stale?: boolean
  /** Rejected forms; the others start with their defaults. */
  forms?: Partial<OrderPageProps['forms']>
  status?: number
}

/** An order's page: progress, lines, shipments, payments and activity. */
export async function orderPage(options: OrderPageOptions): Promise<Answer> {
  const { person, order, stale = false, forms, status } = options
  const [shipments, payments, methods, activity, opportunity, credits] = await Promise.all([
    shipmentsOf(order.id),
    paymentsOf(order.id),
    choices('method'),
    orderActivityOf(order.id, options),
    sourceOpportunity(order.opportunity_id, person),
    sharesWithNames(order.credits),
  ])
  const owed = amountDueOfOrder(order)
  const props: OrderPageProps = {
    order,
    details: detailsOf(orderFields, order),
    totals: totalsOfOrderLines(order.lines),
    owed,
    overdueDays: owed > 0 ? Math.max(0, daysBetween(order.due_on ?? today(), today())) : 0,
    steps: stepsOf(order, shipments, payments, activity),
    credits,
    opportunity,
    shipments,
    payments,
    methods,
    activity,
    may: permissionsOn(order, owed, person, forms?.reverse ?? null),
    today: today(),
    stale,
    forms: { ...initialForms(order, owed), ...forms },
  }
  return page('orders/page', props, status)
}

/** The order page with a rejected form and the typed values. */
export const orderActionRefused =
  (form: 'shipment' | 'payment' | 'cancel') =>
  (refused: RefusedForm<Person, { id: number }>): Promise<Answer> =>
    orderPageRefused(refused, refused.record.id, { [form]: { values: refused.values, errors: refused.errors } })

/** The order page with a rejected reversal of a shipment or payment. */
export const reversalRefused =
  (of: 'shipment' | 'payment') =>
  (refused: RefusedForm<Person, { id: number; order_id: number }>): Promise<Answer> => {
    const { record, values, errors } = refused
    return orderPageRefused(refused, record.order_id, {
      reverse: { of, id: record.id, form: { values, errors } },
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
  const received = payments.filter(({ kind }) => kind === 'payment')
  return {
    confirmedBy: activity.find(({ say }) => say === 'orders.activity_confirmed')?.who ?? activity.at(-1)?.who ?? '',
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    shipped: lines.reduce((sum, line) => sum + line.shipped, 0),
    lastShipped: lastDate(shipments, ({ shipped_on }) => shipped_on),
    lastPaid: lastDate(received, ({ paid_on }) => paid_on),
    paidShare: total > 0 ? Number((BigInt(paid) * 100n) / BigInt(total)) * 100 : 0,
  }
}

/** The latest date of the records that are not reversed. */
function lastDate<T extends { reversed_at: string | null }>(records: T[], dayOf: (record: T) => string): string | null {
  const days = records.filter(({ reversed_at }) => reversed_at === null).map(dayOf)
  return days.toSorted().at(-1) ?? null
}

function permissionsOn(
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
    // While a rejected reversal is shown, only its reason is requested.
    cancel: edit && !shipped && paid === 0 && !reverse,
    copy: mayCopyOrder(person, order),
  }
}

function initialForms(order: Order, owed: number): OrderPageProps['forms'] {
  // Mostly all that is left is shipped at once.
  const left = (line: Order['lines'][number]) => Math.max(0, line.quantity - line.shipped)
  const quantities = Object.fromEntries(
    order.lines.map((line) => [line.id, left(line) > 0 ? shortDecimal(left(line), 3) : '']),
  )
  return {
    shipment: initialFormState({ shipped_on: today(), quantities }),
    payment: initialFormState(initialPayment(owed)),
    cancel: initialFormState(),
    reverse: null,
  }
}

/** Defaults to a payment of the amount due; if nothing is due, to a refund. */
const initialPayment = (owed: number): Record<string, string> =>
  owed > 0
    ? { kind: 'payment', paid_on: today(), amount: pricePlain(owed) }
    : { kind: 'refund', paid_on: today(), amount: '' }

/** The print view with company name and letterhead; a draft is a quotation. */
export const orderPaper = async (order: Order): Promise<Answer> =>
  page('orders/print-page', {
    order,
    totals: totalsOfOrderLines(order.lines),
    letterhead: await letterhead(),
    printed: localDateTime(currentInstant(), settings().TIME_ZONE).replace('T', ' '),
  })
