import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../../access/person.ts'
import type { ListQuestion } from '../../lists/list.ts'
import { orderList } from '../../orders/list.ts'
import type { DayRange } from '../../values/days.ts'
import { periodRange } from '../../values/periods.ts'
import { idOf } from '../engine/group-records.ts'
import type { Dimension } from './dimensions.ts'

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

/** Whose a fact is: amounts are those of the credited shares, orders count for their owner. */
export type Whose = 'credited' | 'owner'

/** The condition under which a fact is among those asked; `facts` may be joined with other tables. */
export function isAsked({ from, to, places, ...filters }: Narrowing, whose: Whose = 'credited'): RawBuilder<SqlBool> {
  const { region, category, product, owner_id, customer_id, orders } = filters
  const conditions = [
    sql`facts.on_day between ${from} and ${to}`,
    region !== null && sql`facts.region = ${region}`,
    category !== null && sql`facts.category = ${category}`,
    product !== null && isAt({ dimension: 'product', key: product }, whose),
    owner_id !== null && sql`${personOf(whose)} = ${owner_id}`,
    customer_id !== null && sql`facts.customer_id = ${customer_id}`,
    orders !== null && !showsAll(orders) && sql`facts.order_id in ${idsOf(orders)}`,
    ...places.map((place) => isAt(place, whose)),
  ].filter((one) => one !== false)
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

const personOf = (whose: Whose) => sql.ref(whose === 'owner' ? 'facts.owner_id' : 'facts.user_id')

function isAt({ dimension, key }: Place, whose: Whose): RawBuilder<unknown> {
  switch (dimension) {
    case 'product':
      return sql`facts.product_id in ${idOf('product', key)}`
    case 'customer':
      return sql`facts.customer_id in ${idOf('customer', key)}`
    case 'salesperson':
      return sql`${personOf(whose)} in ${idOf('salesperson', key)}`
    case 'region':
    case 'category':
    case 'source': {
      const column = sql.ref(`facts.${dimension}`)
      return key === null ? sql`${column} is null` : sql`${column} = ${key}`
    }
    default: {
      const { from, to } = periodRange(key ?? '')
      return sql`facts.on_day between ${from} and ${to}`
    }
  }
}

/** Whether a list shows every order there is, so that none need be looked for in it. */
export const showsAll = ({ question, person }: ListedOrders): boolean =>
  person.role === 'manager' &&
  question.q.trim() === '' &&
  Object.values(question.filter).every((value) => value === null)

/** The ids of the orders listed, by the list's own query. */
export const idsOf = ({ question, person }: ListedOrders) => orderList.ids(question, person)
