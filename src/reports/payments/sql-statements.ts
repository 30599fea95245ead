import { type Expression, type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { amountDue } from '../../orders/sql-conditions.ts'
import { groupNameColumns } from '../engine/group-names.ts'
import { ageBracketExpression, matchesPaymentFilters, type PaymentFilters } from './filter-conditions.ts'
import { ages, type PaymentGroup, type PaymentMeasure } from './parameters.ts'

/** Sums of orders in minor units; the age brackets add up to the amount due. */
export type Amounts = Record<PaymentMeasure, number>

/** Sums of one customer's or salesperson's orders. */
export interface PaymentGroupRow extends Amounts {
  key: string
  label: string
  /** Number of groups before the limit. */
  groups: number
}

/** Sums for each customer or salesperson, greatest amount due first, then by id. */
export function paymentGroupsQuery(
  filters: PaymentFilters,
  group: 'customer' | 'salesperson',
  span?: { limit: number; offset: number },
) {
  const { key, label, join } = groupNameColumns(group, sql.ref('shown.id'), 'named')
  const limitClause = span ? sql`order by owed desc, id limit ${span.limit} offset ${span.offset}` : sql``
  const statement = sql<PaymentGroupRow & { id: number }>`(
    with sums as (select id, ${sumColumns(filters)} from (${amountsOf(filters, group)}) as amounts group by id),
      shown as (select * from sums ${limitClause})
    select shown.*, ${key} as key, ${label} as label, (select count(*) from sums) as groups from shown${join})`
  return reader().selectFrom(statement.as('found')).selectAll().orderBy('owed', 'desc').orderBy('id')
}

/** Sums and number of all matching orders; grouped by salesperson, of the parts of these orders. */
export async function paymentsReportTotals(
  filters: PaymentFilters,
  group: PaymentGroup,
): Promise<Amounts & { orders: number }> {
  const { rows } = await sql<Amounts & { orders: number }>`
    select count(*) as orders, ${sumColumns(filters)} from (${amountsOf(filters, group)}) as amounts`.execute(reader())
  return rows[0] as Amounts & { orders: number }
}

/** Sums of one salesperson's parts of the matching orders. */
export async function paymentsReportTotalsOfPerson(
  filters: PaymentFilters,
  username: string,
): Promise<Amounts | undefined> {
  return paymentGroupsQuery(filters, 'salesperson').where('key', '=', username).executeTakeFirst()
}

function sumColumns({ params: { today } }: PaymentFilters): RawBuilder<unknown> {
  const sum = (name: PaymentMeasure, amount: RawBuilder<unknown>) =>
    sql`coalesce(sum(${amount}), 0) as ${sql.ref(name)}`
  return sql.join([
    ...(['total', 'paid', 'owed'] as const).map((name) => sum(name, sql.ref(name))),
    ...ages.map((age) =>
      sum(age, sql`case when owed > 0 and ${ageBracketExpression(today)} = ${age} then owed else 0 end`),
    ),
  ])
}

/**
 * Amounts to be summed for each group: whole orders, or the salespeople's parts. Most orders are credited to one
 * person; only the others are divided.
 */
function amountsOf(filters: PaymentFilters, group: PaymentGroup): RawBuilder<unknown> {
  const orders = (id: RawBuilder<unknown>) => sql`
    select ${id} as id, due_on, total, paid, ${amountDue()} as owed from orders where ${matchesPaymentFilters(filters)}`
  if (group !== 'salesperson') return orders(sql.ref('orders.customer_id'))
  return sql`${orders(sql.ref('credited_id'))} and credited_id is not null
    union all select coalesce(order_credits.user_id, orders.counted_owner_id), due_on, ${creditedPartExpression(sql.ref('orders.total'))}, 0, ${creditedPartExpression(amountDue())}
    from orders left join order_credits on order_credits.order_id = orders.id
    where ${matchesPaymentFilters(filters)} and credited_id is null
    union all select collections.user_id, null, 0, collections.amount, 0
    from orders join collections on collections.order_id = orders.id
    where ${matchesPaymentFilters(filters)} and credited_id is null`
}

/**
 * A person's part of an order's amount by the order's credits. Leftover minor units go to the greatest remainders, on a
 * tie to the owner first: the same rule as splitByShares has for amounts that are not negative.
 */
export function creditedPartExpression(amount: Expression<unknown>): RawBuilder<number> {
  const share = sql`${amount} * coalesce(order_credits.percent, 100)`
  const left = sql`${amount} - sum(${share} / 100) over (partition by orders.id)`
  const place = sql`row_number() over (partition by orders.id order by ${share} % 100 desc,
    case when order_credits.user_id = orders.counted_owner_id then 0 else 1 end, order_credits.user_id)`
  return sql`${share} / 100 + case when ${place} <= ${left} then 1 else 0 end`
}
