import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import { Refusal } from '../i18n/refusal.ts'
import type { ListQuestion } from '../lists/list.ts'
import { orderList } from '../orders/list.ts'
import type { DayRange } from '../values/days.ts'
import { isPeriodKey, periodKey, periodRange } from '../values/periods.ts'
import { type Dimension, groupedBy, isPeriod, type Whose } from './dimensions.ts'

/** Exactly the orders that the order list shows a person. */
export interface ListedOrders {
  question: ListQuestion
  person: Person
}

/** What narrows the facts of a report beside its days. */
export interface Filters {
  region: string | null
  product: string | null
  category: string | null
  owner_id: number | null
  customer_id: number | null
  orders: ListedOrders | null
}

/** A cell's place: the group it stands in; null is the group of those that have none. */
export interface Place {
  dimension: Dimension
  key: string | null
}

/** Which facts: some days, filters, and the places of a cell. */
export interface Narrowing extends Filters, DayRange {
  places: Place[]
}

/** One group of facts, summed. */
export interface Sum {
  groups: (string | number | null)[]
  amount: number
  quantity: number
  orders: number
}

/** The condition under which a fact is among those asked; `facts` may be joined with other tables. */
export function among({ from, to, places, ...filters }: Narrowing, whose: Whose): RawBuilder<SqlBool> {
  const person = sql.ref(whose === 'owner' ? 'facts.owner_id' : 'facts.user_id')
  const asked = [
    sql`facts.on_day between ${from} and ${to}`,
    filters.region !== null && sql`facts.region = ${filters.region}`,
    filters.category !== null && sql`facts.category = ${filters.category}`,
    filters.product !== null && at('product', filters.product, whose),
    filters.owner_id !== null && sql`${person} = ${filters.owner_id}`,
    filters.customer_id !== null && sql`facts.customer_id = ${filters.customer_id}`,
    filters.orders !== null && !showsAll(filters.orders) && sql`facts.order_id in ${idsOf(filters.orders)}`,
    ...places.map(({ dimension, key }) => at(dimension, key, whose)),
  ].filter((one) => one !== false)
  return sql<SqlBool>`(${sql.join(asked, sql` and `)})`
}

/** Whether a list shows every order there is, so that none need be looked for in it. */
export const showsAll = ({ question, person }: ListedOrders): boolean =>
  person.role === 'manager' &&
  question.q.trim() === '' &&
  Object.values(question.filter).every((value) => value === null)

/** The ids of the orders listed, by the list's own query. */
export const idsOf = ({ question, person }: ListedOrders) => orderList.ids(question, person)

function at(dimension: Dimension, key: string | null, whose: Whose): RawBuilder<unknown> {
  switch (dimension) {
    case 'product':
      return sql`facts.product_id in (select id from products where model = ${key})`
    case 'customer':
      return sql`facts.customer_id in (select id from customers where code = ${key})`
    case 'salesperson':
      return sql`${sql.ref(whose === 'owner' ? 'facts.owner_id' : 'facts.user_id')} in (select id from users where username = ${key})`
    case 'region':
    case 'category':
    case 'source': {
      const column = sql.ref(`facts.${dimension}`)
      return key === null ? sql`${column} is null` : sql`${column} = ${key}`
    }
    default: {
      const days = periodRange(key ?? '')
      return sql`facts.on_day between ${days.from} and ${days.to}`
    }
  }
}

/** Whether a text can be the key of a group. */
export function isKey(dimension: Dimension, key: string): boolean {
  if (isPeriod(dimension)) return isPeriodKey(key) && periodKey(periodRange(key).from, dimension) === key
  return key !== '' || ['region', 'category', 'source'].includes(dimension)
}

/** The sums of exactly the facts that are somebody's in this sense, as a page lists them. */
export const summed = (narrowing: Narrowing, by: readonly Dimension[], whose: Whose): Promise<Sum[]> =>
  sumsOf(statement(narrowing, by, whose), by)

/** A row of a statement that sums by groups: g0, g1 and the measures. */
export type Summed = Record<string, string | number | null>

/** More figures than anybody reads. */
const mostSums = 200_000

/** What such a statement says. Throws a Refusal where that would be more than anybody reads, before it is read. */
export async function sumsOf(statement: RawBuilder<Summed>, by: readonly Dimension[]): Promise<Sum[]> {
  const { rows } = await sql<Summed>`${statement} limit ${mostSums + 1}`.execute(reader())
  if (rows.length > mostSums) throw new Refusal(by.length > 1 ? 'then_by' : 'group_by', 'reports.too_many')
  return rows.map((row) => ({
    groups: by.map((_, index) => row[`g${index}`] ?? null),
    amount: Number(row.amount),
    quantity: Number(row.quantity),
    orders: Number(row.orders),
  }))
}

/** The statement behind, for the test that looks at its plan. */
export function statement(narrowing: Narrowing, by: readonly Dimension[], whose: Whose) {
  const names = by.map((_, index) => sql.ref(`g${index}`))
  const groups = by.map((dimension, index) => sql`${groupedBy(dimension, whose)} as ${sql.ref(`g${index}`)}, `)
  const joined = (parts: RawBuilder<unknown>[]) => (parts.length > 0 ? sql.join(parts, sql``) : sql``)
  const shown = joined(names.map((name) => sql`${name}, `))
  const outer = names.length > 0 ? sql`group by ${sql.join(names)}` : sql``
  return sql<Summed>`
    select ${shown}coalesce(sum(amount), 0) as amount, coalesce(sum(quantity), 0) as quantity,
      coalesce(sum(case when counted > 0 then 1 when counted < 0 then -1 else 0 end), 0) as orders
    from (
      select ${joined(groups)}order_id, sum(amount) as amount, sum(quantity) as quantity, sum(counted) as counted
      from facts where ${among(narrowing, whose)} group by ${shown}order_id
    ) as of_orders ${outer}`
}
