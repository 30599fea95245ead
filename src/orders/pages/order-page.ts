import type { Person } from '../../access/person.ts'
import { may } from '../../access/rights.ts'
import { findAccount } from '../../accounts/repository.ts'
import { today } from '../../i18n/format.ts'
import { listPage } from '../../lists/page.ts'
import { addressOf, questionOf } from '../../lists/question.ts'
import { choices, letterhead } from '../../preferences/repository.ts'
import { pricePlain } from '../../products/form.ts'
import { settings } from '../../settings.ts'
import { localDateTime, present } from '../../values/clock.ts'
import { daysBetween } from '../../values/days.ts'
import { type Answer, page } from '../../web/answers.ts'
import { type FormState, fresh } from '../../web/form-state.ts'
import { opportunityOf } from '../form/from-opportunity.ts'
import { paymentsOf } from '../fulfilment/payments-repository.ts'
import { owedOn } from '../fulfilment/settlement.ts'
import { shipmentsOf } from '../fulfilment/shipments-repository.ts'
import { totalsOf } from '../lines.ts'
import { orderList } from '../list.ts'
import type { Order } from '../repository.ts'
import type { OrderPageProps, OrderRow } from '../views.ts'
import { storyOf } from './story.ts'

const tabs = [
  { label: 'all', parameter: null, value: '' },
  { label: 'drafts', parameter: 'status', value: 'draft' },
  { label: 'to_ship', parameter: 'shipping', value: 'open' },
  { label: 'owed', parameter: 'payment', value: 'open' },
  { label: 'overdue', parameter: 'overdue', value: '1' },
] as const

/** The list, with what waits to be done as tabs. */
export async function orderListPage(parameters: Record<string, unknown>, person: Person): Promise<Answer> {
  const list = await listPage<OrderRow>(orderList, parameters, person)
  const asked = list.filters.filter(({ value }) => value !== '')
  const views = tabs.map(({ label, parameter, value }) => ({
    label,
    href: parameter ? `/orders?${parameter}=${value}` : '/orders',
    current: parameter
      ? asked.length === 1 && asked[0]?.name === parameter && asked[0].value === value
      : list.links.cleared === null,
  }))
  const { question } = questionOf(orderList, parameters)
  return page('orders/list', {
    list,
    views,
    today: today(),
    mayImport: may(person, 'orders.import'),
    analysis: may(person, 'orders.analyse') ? addressOf(orderList, question, { page: null }, '/orders/analysis') : null,
  })
}

interface OrderPageAsked {
  person: Person
  order: Order
  stale?: boolean
  shipment?: FormState
  payment?: FormState
  cancel?: FormState
  /** The record whose reversal was refused. */
  reverse?: OrderPageProps['forms']['reverse']
  status?: number
}

/** An order's page: where it stands, its lines, shipments, payments and history. */
export async function orderPage({ person, order, stale = false, ...asked }: OrderPageAsked): Promise<Answer> {
  const [shipments, payments, methods, story, opportunity, credits] = await Promise.all([
    shipmentsOf(order.id),
    paymentsOf(order.id),
    choices('method'),
    storyOf(order.id),
    opportunityOf(order.opportunity_id, person),
    Promise.all(order.credits.map(async (share) => ({ ...share, name: (await findAccount(share.id))?.name ?? '' }))),
  ])
  const owed = owedOn(order)
  const edit = may(person, 'orders.edit', order)
  const counts = order.status === 'confirmed' || order.status === 'completed'
  const shipped = order.lines.some((line) => line.shipped > 0)
  const props: OrderPageProps = {
    order,
    totals: totalsOf(order.lines),
    owed,
    overdueDays: owed > 0 && order.due_on !== null ? Math.max(0, daysBetween(order.due_on, today())) : 0,
    steps: {
      confirmedBy: story.find(({ say }) => say === 'orders.was_confirmed')?.who ?? story.at(-1)?.who ?? '',
      quantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      shipped: order.lines.reduce((sum, line) => sum + line.shipped, 0),
      lastShipped: last(shipments, ({ shipped_on }) => shipped_on),
      lastPaid: last(
        payments.filter(({ kind }) => kind === 'payment'),
        ({ paid_on }) => paid_on,
      ),
      paidShare: order.total > 0 ? Number((BigInt(order.paid) * 100n) / BigInt(order.total)) * 100 : 0,
    },
    credits,
    opportunity,
    shipments,
    payments,
    methods,
    story,
    may: {
      edit: edit && order.status !== 'cancelled',
      ship: edit && order.status === 'confirmed' && order.shipping !== 'all',
      pay: edit && counts && (owed > 0 || order.paid > 0),
      // A refused reversal asks for its reason alone.
      cancel: edit && order.status !== 'cancelled' && !shipped && order.paid === 0 && !asked.reverse,
    },
    today: today(),
    stale,
    forms: {
      shipment: asked.shipment ?? fresh({ shipped_on: today(), quantities: leftOf(order) }),
      payment: asked.payment ?? fresh(startOfPayment(owed)),
      cancel: asked.cancel ?? fresh(),
      reverse: asked.reverse ?? null,
    },
  }
  return page('orders/page', props, asked.status ?? 200)
}

/** Nothing is put in beforehand: what is shipped is counted, not taken for granted. */
const leftOf = (order: Order): Record<string, string> => Object.fromEntries(order.lines.map(({ id }) => [id, '']))

/** What is owed is likely what came; where nothing is, money can only go back. */
const startOfPayment = (owed: number): Record<string, string> =>
  owed > 0
    ? { kind: 'payment', paid_on: today(), amount: pricePlain(owed) }
    : { kind: 'refund', paid_on: today(), amount: '' }

/** The last day among records that stand. */
function last<T extends { reversed_at: string | null }>(records: T[], dayOf: (record: T) => string): string | null {
  const days = records.filter(({ reversed_at }) => reversed_at === null).map(dayOf)
  return days.toSorted().at(-1) ?? null
}

/** An order on paper, under the company's name and letterhead: a draft is a quotation. */
export const orderPaper = async (order: Order): Promise<Answer> =>
  page('orders/print', {
    order,
    totals: totalsOf(order.lines),
    letterhead: await letterhead(),
    printed: localDateTime(present(), settings().TIME_ZONE).replace('T', ' '),
  })
