import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../../access/person.ts'
import type { ListParams } from '../../lists/definition.ts'
import { orderList } from '../../orders/list.ts'
import type { DayRange } from '../../values/days.ts'
import { periodRange } from '../../values/periods.ts'
import { allConditions, equalsOrNull } from '../engine/conditions.ts'
import { idOf } from '../engine/group-records.ts'
import { isPeriod } from '../engine/periods.ts'
import type { Dimension } from './dimensions.ts'

/** Exactly the orders that the order list shows a person. */
export interface ListedOrders {
  question: ListParams
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
export interface GroupKey {
  dimension: Dimension
  key: string | null
}

/** Which facts: some days, filters, and the places of a cell. */
export interface SalesFilters extends Filters, DayRange {
  places: GroupKey[]
}

/** Whose a fact is: amounts are those of the credited shares, orders count for their owner. */
export type SalesPersonRole = 'credited' | 'owner'

/** The condition under which a fact is among those asked; `facts` may be joined with other tables. */
export function matchesSalesFilters(
  { from, to, places, ...filters }: SalesFilters,
  whose: SalesPersonRole = 'credited',
): RawBuilder<SqlBool> {
  const { region, category, product, owner_id, customer_id, orders } = filters
  const person = whose === 'owner' ? 'sales_facts.owner_id' : 'sales_facts.user_id'
  return allConditions([
    isWithin({ from, to }),
    equalsOrNull('sales_facts.region', region),
    equalsOrNull('sales_facts.category', category),
    product === null ? null : isAt({ dimension: 'product', key: product }, person),
    equalsOrNull(person, owner_id),
    equalsOrNull('sales_facts.customer_id', customer_id),
    orders && !showsAll(orders) ? sql`sales_facts.order_id in ${orderIdsOf(orders)}` : null,
    ...places.map((place) => isAt(place, person)),
  ])
}

const isWithin = ({ from, to }: DayRange) => sql`sales_facts.on_day between ${from} and ${to}`

function isAt({ dimension, key }: GroupKey, person: string): RawBuilder<unknown> {
  if (isPeriod(dimension)) return isWithin(periodRange(key ?? ''))
  if (dimension === 'salesperson') return sql`${sql.ref(person)} in ${idOf('salesperson', key)}`
  if (dimension === 'product' || dimension === 'customer')
    return sql`${sql.ref(`sales_facts.${dimension}_id`)} in ${idOf(dimension, key)}`
  return equalsOrNull(`sales_facts.${dimension}`, key) ?? sql`${sql.ref(`sales_facts.${dimension}`)} is null`
}

/** Whether a list shows every order there is, so that none need be looked for in it. */
export const showsAll = ({ question, person }: ListedOrders): boolean =>
  person.role === 'manager' &&
  question.q.trim() === '' &&
  Object.values(question.filter).every((value) => value === null)

/** The ids of the orders listed, by the list's own query. */
export const orderIdsOf = ({ question, person }: ListedOrders) => orderList.ids(question, person)
