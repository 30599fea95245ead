import { z } from 'zod'
import { reader } from '../database/database.ts'
import { task } from '../jobs/task.ts'
import type { Filter } from '../lists/filters.ts'
import { type List, type ListQuestion, list } from '../lists/list.ts'
import { settings } from '../settings.ts'
import { plainDecimal, shortDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import type { Dimension, Whose } from './dimensions.ts'
import { among, isKey, type Narrowing, type Place, type Sum, summed, sumsOf } from './facts.ts'
import type { SalesAsked } from './question.ts'
import { sourceOf, summedStatement } from './sums.ts'

/** Which facts a page lists, and in which sense they are a salesperson's. */
export interface RecordsAsked {
  narrowing: Narrowing
  whose: Whose
}

/** One fact as its page shows it. */
export interface FactRow {
  id: number
  on_day: string
  kind: 'sale' | 'return' | 'cancellation'
  order_id: number
  number: string | null
  customer_id: number
  customer_code: string
  called: string
  model: string
  product: string
  username: string
  salesperson: string
  quantity: number
  amount: number
}

const whole: Filter<RecordsAsked> = {
  label: 'reports.records',
  schema: z.custom<RecordsAsked>(),
  control: 'none',
  options: () => Promise.resolve([]),
}

/** The facts behind a figure: page, count and CSV. */
export const recordsList: List<FactRow> = list({
  name: 'reports.records',
  path: '/reports/records',
  filters: { asked: whole },
  from: () =>
    reader()
      .selectFrom('facts')
      .innerJoin('orders', 'orders.id', 'facts.order_id')
      .innerJoin('customers', 'customers.id', 'facts.customer_id')
      .innerJoin('products', 'products.id', 'facts.product_id')
      .innerJoin('users', 'users.id', 'facts.user_id'),
  where: (_, { asked }) => [asked && among(asked.narrowing, asked.whose)],
  select: (query) =>
    query.select(({ fn, ref }) => [
      'facts.id',
      'facts.on_day',
      'facts.kind',
      'facts.order_id',
      'orders.number',
      'facts.customer_id',
      'customers.code as customer_code',
      fn.coalesce(ref('customers.company'), ref('customers.name'), ref('customers.code')).as('called'),
      'products.model',
      'products.name as product',
      'users.username',
      'users.name as salesperson',
      'facts.quantity',
      'facts.amount',
    ]),
  columns: [
    { name: 'day', label: 'reports.on_day', sortBy: 'facts.on_day', csv: (row) => ({ plain: row.on_day }) },
    { name: 'number', label: 'reports.number', csv: (row) => ({ text: row.number }) },
    { name: 'kind', label: 'reports.kind', csv: (row) => ({ plain: row.kind }) },
    { name: 'customer', label: 'reports.customer', csv: (row) => ({ text: row.customer_code }) },
    { name: 'product', label: 'reports.product', csv: (row) => ({ text: row.model }) },
    { name: 'salesperson', label: 'reports.salesperson', csv: (row) => ({ text: row.username }) },
    { name: 'quantity', label: 'reports.quantity', csv: (row) => ({ plain: shortDecimal(row.quantity, 3) }) },
    {
      name: 'amount',
      label: 'reports.amount',
      csv: (row) => ({ plain: plainDecimal(row.amount, minorDigits(settings().CURRENCY)) }),
    },
  ],
  sort: 'day',
  id: 'facts.id',
})

/** A page of the list; with these words it crosses to a worker as any list does. */
export const recordsQuestion = (asked: RecordsAsked, page: number): ListQuestion => ({
  q: '',
  filter: { asked },
  sort: { name: 'day', descending: false },
  page,
})

/** Reads a cell's place out of an address; an unreadable key is dropped and named. */
export function placesOf(
  { group_by, then_by }: SalesAsked,
  parameters: Record<string, unknown>,
): { places: Place[]; dropped: string[] } {
  const places: Place[] = []
  const dropped: string[] = []
  const take = (name: string, dimension: Dimension | null) => {
    const key = parameters[name]
    if (key === undefined) return
    if (dimension && typeof key === 'string' && readable(key) && isKey(dimension, key))
      places.push({ dimension, key: key === '' ? null : key })
    else dropped.push(name)
  }
  take('key', group_by)
  take('then_key', then_by)
  return { places, dropped }
}

const readable = (text: string) => text.length <= 200 && !text.includes('\0') && text.isWellFormed()

/** Which facts an address asks for; orders are looked for where they count: with their owner. */
export const recordsAsked = (asked: SalesAsked, places: Place[]): RecordsAsked => ({
  narrowing: { ...asked, places },
  whose: asked.measure === 'orders' ? 'owner' : 'credited',
})

/** The sums of exactly the facts listed; of all years they take the time and memory of a report. */
export const recordsTotalsTask = task(
  'reports.records_totals',
  async ({ narrowing, whose }: RecordsAsked): Promise<Sum> => {
    const source = sourceOf(narrowing, [])
    const [only] = await (source ? sumsOf(summedStatement(source, narrowing, []), []) : summed(narrowing, [], whose))
    return only ?? { groups: [], amount: 0, quantity: 0, orders: 0 }
  },
)
