import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../../access/person.ts'
import type { ListParams } from '../../lists/definition.ts'
import { orderList } from '../../orders/list.ts'
import type { DayRange } from '../../values/days.ts'
import { periodRange } from '../../values/periods.ts'
import { groupRecordIdSubquery } from '../engine/group-names.ts'
import { isPeriodGrouping } from '../engine/period-names.ts'
import { conditionsJoinedByAnd, optionalEqualsCondition } from '../engine/sql-conditions.ts'
import type { Dimension } from './dimensions.ts'

/** The orders that the order list shows this person with these parameters. */
export interface ListedOrders {
  question: ListParams
  person: Person
}

/** The filters of a sales report besides its dates; null means no filter. */
export interface Filters {
  region: string | null
  product: string | null
  category: string | null
  owner_id: number | null
  customer_id: number | null
  orders: ListedOrders | null
}

/** Group key of a cell; null is the group of facts without a value. */
export interface GroupKey {
  dimension: Dimension
  key: string | null
}

/** Selects sales facts by dates, filters and the group keys of a cell. */
export interface SalesFilters extends Filters, DayRange {
  places: GroupKey[]
}

/** Whose fact it is: amounts belong to the credited salespeople, order counts to the order's owner. */
export type SalesPersonRole = 'credited' | 'owner'

/** SQL condition for the sales facts that match; its columns are qualified, so other tables may be joined. */
export function matchesSalesFilters(
  { from, to, places, ...filters }: SalesFilters,
  whose: SalesPersonRole = 'credited',
): RawBuilder<SqlBool> {
  const { region, category, product, owner_id, customer_id, orders } = filters
  const person = whose === 'owner' ? 'sales_facts.owner_id' : 'sales_facts.user_id'
  return conditionsJoinedByAnd([
    isWithin({ from, to }),
    optionalEqualsCondition('sales_facts.region', region),
    optionalEqualsCondition('sales_facts.category', category),
    product === null ? null : isInGroup({ dimension: 'product', key: product }, person),
    optionalEqualsCondition(person, owner_id),
    optionalEqualsCondition('sales_facts.customer_id', customer_id),
    orders && !listsEveryOrder(orders) ? sql`sales_facts.order_id in ${listedOrdersSubquery(orders)}` : null,
    ...places.map((place) => isInGroup(place, person)),
  ])
}

const isWithin = ({ from, to }: DayRange) => sql`sales_facts.on_day between ${from} and ${to}`

function isInGroup({ dimension, key }: GroupKey, person: string): RawBuilder<unknown> {
  if (isPeriodGrouping(dimension)) return isWithin(periodRange(key ?? ''))
  if (dimension === 'salesperson') return sql`${sql.ref(person)} in ${groupRecordIdSubquery('salesperson', key)}`
  if (dimension === 'product' || dimension === 'customer')
    return sql`${sql.ref(`sales_facts.${dimension}_id`)} in ${groupRecordIdSubquery(dimension, key)}`
  return optionalEqualsCondition(`sales_facts.${dimension}`, key) ?? sql`${sql.ref(`sales_facts.${dimension}`)} is null`
}

/** Whether the list shows all orders, so that no subquery is needed. */
export const listsEveryOrder = ({ question, person }: ListedOrders): boolean =>
  person.role === 'manager' &&
  question.q.trim() === '' &&
  Object.values(question.filter).every((value) => value === null)

/** Subquery for the ids of the listed orders, by the list's own query. */
export const listedOrdersSubquery = ({ question, person }: ListedOrders) => orderList.ids(question, person)
