import { sql } from 'kysely'
import { z } from 'zod'
import { reader } from '../database/database.ts'
import type { Filter } from '../lists/filters.ts'
import { type Column, type List, type ListQuestion, list } from '../lists/list.ts'
import { outstanding } from '../orders/terms.ts'
import { settings } from '../settings.ts'
import { plainDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import { type Age, ageOn } from './ageing.ts'
import { type PaymentMeasure, paymentMeasures } from './payments-question.ts'
import {
  type Amounts,
  added,
  collectedSaid,
  type Divided,
  nothing,
  type PaymentsNarrowing,
  receivable,
  type Standing,
  shared,
  sharesRead,
  sharesSaid,
} from './receivables.ts'

/** An order as the report lists it; amounts are whole, `credited` is whose part of them counts. */
export interface PaymentRow extends Amounts, Divided {
  id: number
  number: string | null
  customer_id: number
  customer_code: string
  called: string
  owner: string
  username: string
  ordered_on: string
  due_on: string | null
  age: Age
  credited: number | null
}

const from = () =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')

const select = (query: ReturnType<typeof from>, { asked, place }: PaymentsNarrowing) =>
  query
    .select(['orders.id', 'orders.number', 'orders.customer_id', 'customers.code as customer_code'])
    .select(['orders.owner_id', 'users.name as owner', 'users.username'])
    .select(['orders.ordered_on', 'orders.due_on', 'orders.total', 'orders.paid', outstanding().as('owed')])
    .select(({ fn, ref }) => [
      fn.coalesce(ref('customers.company'), ref('customers.name'), ref('customers.code')).as('called'),
      ageOn(asked.today).as('age'),
      sharesSaid().as('shares'),
      (place?.group === 'salesperson' ? collectedSaid() : sql<string>`''`).as('collected'),
      creditedIn(place).as('credited'),
    ])

const creditedIn = (place: PaymentsNarrowing['place']) =>
  place?.group === 'salesperson'
    ? sql<number | null>`(select id from users where username = ${place.key})`
    : sql<number | null>`null`

/** Orders as the report has them, those that owe most before the others. */
const inOrder = (narrowing: PaymentsNarrowing) =>
  select(from(), narrowing).where(receivable(narrowing)).orderBy('owed', 'desc').orderBy('orders.id', 'desc')

/** The first so many of them. */
export const firstRows = (narrowing: PaymentsNarrowing, most: number): Promise<PaymentRow[]> =>
  inOrder(narrowing).limit(most).execute()

/** All of them, one after another. */
export const rowsInTurn = (narrowing: PaymentsNarrowing): AsyncIterable<PaymentRow> => inOrder(narrowing).stream()

/** What of an order counts: all of it, or the part of the person it is looked up for. */
export function partOf(row: PaymentRow): Standing {
  const part = row.credited === null ? row : shared(row, row).get(row.credited)
  return part ? added(nothing, { ...part, age: row.age }) : nothing
}

/** How many percent of an order that part is. */
export const percentOf = ({ credited, shares }: PaymentRow): number =>
  credited === null ? 100 : (sharesRead(shares).find(({ id }) => id === credited)?.percent ?? 0)

const columns: Column<PaymentRow>[] = [
  { name: 'order', label: 'reports.order', csv: ({ number }) => ({ text: number }) },
  { name: 'customer', label: 'reports.customer', csv: ({ customer_code }) => ({ text: customer_code }) },
  { name: 'owner', label: 'reports.owner', csv: ({ username }) => ({ text: username }) },
  {
    name: 'ordered_on',
    label: 'reports.ordered_on',
    sortBy: 'orders.ordered_on',
    csv: ({ ordered_on }) => ({ plain: ordered_on }),
  },
  { name: 'due_on', label: 'reports.due_on', csv: ({ due_on }) => ({ plain: due_on }) },
]

const amounts = paymentMeasures.map(
  (name): Column<PaymentRow> => ({
    name,
    label: `reports.${name}`,
    ...(name === 'owed' && { sortBy: outstanding }),
    csv: (row) => ({ plain: plain(partOf(row), name) }),
  }),
)

const plain = (standing: Standing, measure: PaymentMeasure) =>
  plainDecimal(standing[measure], minorDigits(settings().CURRENCY))

const whole: Filter<PaymentsNarrowing> = {
  label: 'reports.payments',
  schema: z.custom<PaymentsNarrowing>(),
  control: 'none',
  options: () => Promise.resolve([]),
}

const listOf = (name: string, path: string, columns: Column<PaymentRow>[], sort: string): List<PaymentRow> =>
  list({
    name,
    path,
    filters: { asked: whole },
    from,
    where: (_, { asked }) => [asked && receivable(asked)],
    select: (query, { asked }) => select(query, asked as PaymentsNarrowing),
    columns,
    sort,
    id: 'orders.id',
  })

/** The report by order as its CSV has it, whole. */
export const paymentList = listOf('reports.payments', '/reports/payments', [...columns, ...amounts], '-owed')

/** The orders behind a figure, with the part of each that counts. */
export const paymentRecordList = listOf(
  'reports.payment_records',
  '/reports/payments/records',
  [
    ...columns,
    { name: 'share_percent', label: 'reports.share_percent', csv: (row) => ({ plain: String(percentOf(row)) }) },
    ...amounts,
  ],
  'ordered_on',
)

/** A page of either; it crosses to a worker as any list does. */
export const paymentListQuestion = (asked: PaymentsNarrowing, list: List<PaymentRow>, page: number): ListQuestion => ({
  q: '',
  filter: { asked },
  sort: { name: list.sort.replace(/^-/, ''), descending: list.sort.startsWith('-') },
  page,
})
