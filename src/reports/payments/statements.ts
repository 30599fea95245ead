import { type Expression, type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { amountDue } from '../../orders/conditions.ts'
import { namedBy } from '../engine/group-records.ts'
import { ageOn, matchesPaymentFilters, type PaymentFilters } from './filters.ts'
import { ages, type PaymentGroup, type PaymentMeasure } from './parameters.ts'

/** What orders come to, in minor units; the ages sum to what is owed. */
export type Amounts = Record<PaymentMeasure, number>

/** A group of orders, by the record of its customer or salesperson. */
export interface PaymentGroupRow extends Amounts {
  key: string
  label: string
  /** How many groups there are. */
  groups: number
}

/** The groups of a question, those that owe most before the others, as of the same ones those entered first; or only the first so many. */
export function paymentGroupsQuery(narrowing: PaymentFilters, group: 'customer' | 'salesperson', most?: number) {
  const { key, label, join } = namedBy(group, sql.ref('shown.id'), 'named')
  const cutOff = most === undefined ? sql`` : sql`order by owed desc, id limit ${most}`
  const statement = sql<PaymentGroupRow & { id: number }>`(
    with sums as (select id, ${sums(narrowing)} from (${amountsOf(narrowing, group)}) as amounts group by id),
      shown as (select * from sums ${cutOff})
    select shown.*, ${key} as key, ${label} as label, (select count(*) from sums) as groups from shown${join})`
  return reader().selectFrom(statement.as('found')).selectAll().orderBy('owed', 'desc').orderBy('id')
}

/** What all orders asked come to, and how many they are; by salesperson, what the parts of these come to. */
export async function wholeOf(narrowing: PaymentFilters, group: PaymentGroup): Promise<Amounts & { orders: number }> {
  const { rows } = await sql<Amounts & { orders: number }>`
    select count(*) as orders, ${sums(narrowing)} from (${amountsOf(narrowing, group)}) as amounts`.execute(reader())
  return rows[0] as Amounts & { orders: number }
}

/** What one salesperson's parts of the orders asked come to. */
export async function salespersonOf(narrowing: PaymentFilters, username: string): Promise<Amounts | undefined> {
  return paymentGroupsQuery(narrowing, 'salesperson').where('key', '=', username).executeTakeFirst()
}

function sums({ asked: { today } }: PaymentFilters): RawBuilder<unknown> {
  const sum = (name: PaymentMeasure, amount: RawBuilder<unknown>) =>
    sql`coalesce(sum(${amount}), 0) as ${sql.ref(name)}`
  return sql.join([
    ...(['total', 'paid', 'owed'] as const).map((name) => sum(name, sql.ref(name))),
    ...ages.map((age) => sum(age, sql`case when owed > 0 and ${ageOn(today)} = ${age} then owed else 0 end`)),
  ])
}

/**
 * Rows that sum to what a group comes to: its orders, or a salesperson's parts of these. Most orders are credited to one
 * person, and only those of several are divided.
 */
function amountsOf(narrowing: PaymentFilters, group: PaymentGroup): RawBuilder<unknown> {
  const orders = (id: RawBuilder<unknown>) => sql`
    select ${id} as id, due_on, total, paid, ${amountDue()} as owed from orders where ${matchesPaymentFilters(narrowing)}`
  if (group !== 'salesperson') return orders(sql.ref('orders.customer_id'))
  return sql`${orders(sql.ref('credited_id'))} and credited_id is not null
    union all select coalesce(order_credits.user_id, orders.owner_id), due_on, ${partOf(sql.ref('orders.total'))}, 0, ${partOf(amountDue())}
    from orders left join order_credits on order_credits.order_id = orders.id
    where ${matchesPaymentFilters(narrowing)} and credited_id is null
    union all select collections.user_id, null, 0, collections.amount, 0
    from orders join collections on collections.order_id = orders.id
    where ${matchesPaymentFilters(narrowing)} and credited_id is null`
}

/**
 * A person's part of an order's amount, over the order's credits: what is left over goes to the greatest remainders, of the
 * same ones to the owner first, as splitByShares divides amounts that are not negative.
 */
export function partOf(amount: Expression<unknown>): RawBuilder<number> {
  const share = sql`${amount} * coalesce(order_credits.percent, 100)`
  const left = sql`${amount} - sum(${share} / 100) over (partition by orders.id)`
  const place = sql`row_number() over (partition by orders.id order by ${share} % 100 desc,
    case when order_credits.user_id = orders.owner_id then 0 else 1 end, order_credits.user_id)`
  return sql`${share} / 100 + case when ${place} <= ${left} then 1 else 0 end`
}
