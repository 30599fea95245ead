import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { amountDue } from '../../orders/sql-conditions.ts'
import { groupRecordIdSubquery } from '../engine/group-names.ts'
import { ageBracketExpression, orderAmountCollectedFor, type PaymentFilters } from './filter-conditions.ts'
import type { Age, PaymentMeasure } from './parameters.ts'
import { creditedPartExpression } from './sql-statements.ts'

/** An order as the report shows it. Amounts are in minor units: the whole order's, or one salesperson's part. */
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
  /** The salesperson's share in percent; 100 for whole orders. */
  percent: number
}

/** Query of orders with customer and owner. */
export const ordersWithNamesQuery = () =>
  reader()
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customer_id')
    .innerJoin('users', 'users.id', 'orders.owner_id')

/** Selects the columns of the report: whole orders, or one salesperson's parts. */
export const selectPaymentsReportColumns = (
  query: ReturnType<typeof ordersWithNamesQuery>,
  { params, place }: PaymentFilters,
) =>
  query
    .select(['orders.id', 'orders.number', 'orders.customer_id', 'customers.code as customer_code'])
    .select(['orders.owner_id', 'users.name as owner', 'users.username', 'orders.ordered_on', 'orders.due_on'])
    .select(({ fn, ref }) => [
      fn.coalesce(ref('customers.company'), ref('customers.name'), ref('customers.code')).as('called'),
      ageBracketExpression(params.today).as('age'),
    ])
    .select(place?.group === 'salesperson' ? salespersonPart(place.key) : wholeOrder)

const wholeOrder = [
  sql.ref<number>('orders.total').as('total'),
  sql.ref<number>('orders.paid').as('paid'),
  amountDue().as('owed'),
  sql<number>`100`.as('percent'),
] as const

function salespersonPart(username: string) {
  const ownPart = <T>(what: T) => sql<number>`(select own from (
      select order_credits.user_id, ${what} as own from order_credits where order_credits.order_id = orders.id
    ) as parts where user_id = ${groupRecordIdSubquery('salesperson', username)})`
  return [
    ownPart(creditedPartExpression(sql.ref('orders.total'))).as('total'),
    orderAmountCollectedFor(username).as('paid'),
    ownPart(creditedPartExpression(amountDue())).as('owed'),
    ownPart(sql.ref('order_credits.percent')).as('percent'),
  ] as const
}

/** The order's amount for a measure; the amount due counts in exactly one age bracket. */
export const orderAmountForMeasure = (row: PaymentOrderRow, measure: PaymentMeasure): number =>
  measure === 'total' || measure === 'paid' || measure === 'owed' ? row[measure] : row.age === measure ? row.owed : 0
