import { type RawBuilder, sql } from 'kysely'
import { writer } from '../../database/database.ts'

/** A table of sums: what it is kept by, what it adds up, and what some orders, or all there is, come to in it. */
export interface AggregateTable {
  name: string
  keys: string[]
  measures: string[]
  rows(orders: readonly number[] | null): RawBuilder<unknown>
}

/** Which rows: those of some orders, or all. */
const among = (orders: readonly number[] | null) =>
  orders === null ? sql`true` : sql`order_id in (${sql.join(orders)})`

/** An order counts by the sign of its facts. */
const sign = sql`case when sum(order_sign) > 0 then 1 when sum(order_sign) < 0 then -1 else 0 end`

const ofOrders = (orders: readonly number[] | null) => sql`
  select order_id, on_day, week, customer_id, owner_id, user_id, region, source,
    sum(quantity) as quantity, sum(amount) as amount, case when owner_id = user_id then ${sign} else 0 end as orders
  from sales_facts where ${among(orders)}
  group by order_id, on_day, week, customer_id, owner_id, user_id, region, source`

/** An order counts once for each product, or category, that it has. */
const ofGroups = (column: 'product_id' | 'category', key: RawBuilder<unknown>) => (orders: readonly number[] | null) =>
  sql`select on_day, ${sql.ref(column)}, week, sum(quantity) as quantity, sum(amount) as amount, sum(orders) as orders
    from (
      select on_day, ${key} as ${sql.ref(column)}, week, sum(quantity) as quantity, sum(amount) as amount, ${sign} as orders
      from sales_facts where ${among(orders)} group by on_day, ${key}, week, order_id
    ) as of_orders group by on_day, ${sql.ref(column)}, week`

const month = sql`substr(on_day, 1, 7)`

const ofMonths = (orders: readonly number[] | null) => sql`
  select ${month} as month, user_id, sum(quantity) as quantity, sum(amount) as amount, sum(orders) as orders
  from sales_facts_by_order where ${among(orders)} group by ${month}, user_id`

const collectedIn = (orders: readonly number[] | null) => sql`
  select ${month} as month, user_id, sum(amount) as amount
  from collections where ${among(orders)} group by ${month}, user_id`

const measures = ['quantity', 'amount', 'orders']

/** In the order in which they are made: the months are sums of the first. */
export const aggregateTables = {
  sales_facts_by_order: {
    name: 'sales_facts_by_order',
    keys: ['order_id', 'on_day', 'week', 'customer_id', 'owner_id', 'user_id', 'region', 'source'],
    measures,
    rows: ofOrders,
  },
  sales_facts_by_product: {
    name: 'sales_facts_by_product',
    keys: ['on_day', 'product_id', 'week'],
    measures,
    rows: ofGroups('product_id', sql`product_id`),
  },
  sales_facts_by_category: {
    name: 'sales_facts_by_category',
    keys: ['on_day', 'category', 'week'],
    measures,
    // What has no category stands under an empty one, as a key must.
    rows: ofGroups('category', sql`coalesce(category, '')`),
  },
  sales_facts_by_month: { name: 'sales_facts_by_month', keys: ['month', 'user_id'], measures, rows: ofMonths },
  collections_by_month: {
    name: 'collections_by_month',
    keys: ['month', 'user_id'],
    measures: ['amount'],
    rows: collectedIn,
  },
} satisfies Record<string, AggregateTable>

const columnsOf = ({ keys, measures }: AggregateTable) => sql.join([...keys, ...measures].map((name) => sql.ref(name)))

/** The statement that fills an empty table of sums from all there is. */
export const fillingOf = (table: AggregateTable) =>
  sql`insert into ${sql.table(table.name)} (${columnsOf(table)}) select ${columnsOf(table)} from (${table.rows(null)}) as made`

/** Adds what some orders come to, or takes it away. */
function added({ name, keys, measures, rows }: AggregateTable, orders: readonly number[], by: 1 | -1) {
  const own = (column: string) => sql.ref(`${name}.${column}`)
  const sums = measures.map((column) => sql`${sql.lit(by)} * ${sql.ref(column)}`)
  const set = measures.map((column) => sql`${sql.ref(column)} = ${own(column)} + ${sql.ref(`excluded.${column}`)}`)
  const unique = keys.filter((key) => key !== 'week')
  return sql`insert into ${sql.table(name)} (${columnsOf({ name, keys, measures, rows })})
    select ${sql.join([...keys.map((key) => sql.ref(key)), ...sums])} from (${rows(orders)}) as made where true
    on conflict (${sql.join(unique.map((key) => sql.ref(key)))}) do update set ${sql.join(set)}`
}

const groups = [
  aggregateTables.sales_facts_by_product,
  aggregateTables.sales_facts_by_category,
  aggregateTables.sales_facts_by_month,
]

/**
 * Keeps the sums while `write` adds facts of these orders: what they came to is taken away, and what they come to then is
 * added. In a transaction.
 */
export async function withAggregates<T>(orders: readonly number[], write: () => Promise<T>): Promise<T> {
  const known = await writer().selectFrom('sales_facts_by_order').select('id').where('order_id', 'in', orders).execute()
  if (known.length > 0) {
    for (const table of groups) await added(table, orders, -1).execute(writer())
    await writer().deleteFrom('sales_facts_by_order').where('order_id', 'in', orders).execute()
  }
  const written = await write()
  const { name, rows } = aggregateTables.sales_facts_by_order
  await sql`insert into ${sql.table(name)} (${columnsOf(aggregateTables.sales_facts_by_order)}) ${rows(orders)}`.execute(
    writer(),
  )
  for (const table of groups) await added(table, orders, 1).execute(writer())
  return written
}

/** The same for collections. */
export async function withCollectionAggregates<T>(orders: readonly number[], write: () => Promise<T>): Promise<T> {
  await added(aggregateTables.collections_by_month, orders, -1).execute(writer())
  const written = await write()
  await added(aggregateTables.collections_by_month, orders, 1).execute(writer())
  return written
}
