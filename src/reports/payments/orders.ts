import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { amountDue } from '../../orders/conditions.ts'
import { idOf } from '../engine/group-records.ts'
import { ageOn, collectedFor, type PaymentFilters } from './filters.ts'
import type { Age, PaymentMeasure } from './parameters.ts'
import { partOf } from './statements.ts'

/** An order as the report has it; its amounts are whole, or the part of the person it is looked up for. */
export interface PaymentOrderRow {
  id: number
  number: string | null
  customer_id: number
  customer_code: string
  called: string
  owner_id: number
  owner: string
  username: string
  ordered_on: string
  due_on: string | null
  total: number
  paid: number
  owed: number
  age: Age
  /** How many percent of the order that is. */
  percent: number
}

/** Orders with what their rows name. */
export const ordersWithNames = () =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')

/** What a row shows of each order: whole, or a salesperson's part where the place is theirs. */
export const orderRows = (query: ReturnType<typeof ordersWithNames>, { asked, place }: PaymentFilters) =>
  query
    .select(['orders.id', 'orders.number', 'orders.customer_id', 'customers.code as customer_code'])
    .select(['orders.owner_id', 'users.name as owner', 'users.username', 'orders.ordered_on', 'orders.due_on'])
    .select(({ fn, ref }) => [
      fn.coalesce(ref('customers.company'), ref('customers.name'), ref('customers.code')).as('called'),
      ageOn(asked.today).as('age'),
    ])
    .select(place?.group === 'salesperson' ? partsOf(place.key) : whole)

const whole = [
  sql.ref<number>('orders.total').as('total'),
  sql.ref<number>('orders.paid').as('paid'),
  amountDue().as('owed'),
  sql<number>`100`.as('percent'),
] as const

function partsOf(username: string) {
  const own = <T>(what: T) => sql<number>`(select own from (
      select order_credits.user_id, ${what} as own from order_credits where order_credits.order_id = orders.id
    ) as parts where user_id = ${idOf('salesperson', username)})`
  return [
    own(partOf(sql.ref('orders.total'))).as('total'),
    collectedFor(username).as('paid'),
    own(partOf(amountDue())).as('owed'),
    own(sql.ref('order_credits.percent')).as('percent'),
  ] as const
}

/** What an order comes to in a measure: what it owes is of one age. */
export const paymentAmountOf = (row: PaymentOrderRow, measure: PaymentMeasure): number =>
  measure === 'total' || measure === 'paid' || measure === 'owed' ? row[measure] : row.age === measure ? row.owed : 0
