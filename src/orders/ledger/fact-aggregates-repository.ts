import { type RawBuilder, sql } from 'kysely'
import { writer } from '../../database/database.ts'

/** An aggregate table: key columns, summed columns, and the query of its rows for some orders, or for all (null). */
export interface AggregateTable {
  name: string
  keys: string[]
  measures: string[]
  rows(orders: readonly number[] | null): RawBuilder<unknown>
}

/** Condition for some orders, or for all. */
const inOrders = (orders: readonly number[] | null) =>
  orders === null ? sql`true` : sql`order_id in (${sql.join(orders)})`

/** 1, -1 or 0: the sign of the sum of an order's signs. */
const orderSign = sql`case when sum(order_sign) > 0 then 1 when sum(order_sign) < 0 then -1 else 0 end`

const rowsByOrder = (orders: readonly number[] | null) => sql`
  select order_id, on_day, week, customer_id, owner_id, user_id, region, source,
    sum(quantity) as quantity, sum(amount) as amount, case when owner_id = user_id then ${orderSign} else 0 end as orders
  from sales_facts where ${inOrders(orders)}
  group by order_id, on_day, week, customer_id, owner_id, user_id, region, source`

/** An order counts once per product or category. */
const rowsByGroup =
  (column: 'product_id' | 'category', key: RawBuilder<unknown>) => (orders: readonly number[] | null) =>
    sql`select on_day, ${sql.ref(column)}, week, sum(quantity) as quantity, sum(amount) as amount, sum(orders) as orders
    from (
      select on_day, ${key} as ${sql.ref(column)}, week, sum(quantity) as quantity, sum(amount) as amount, ${orderSign} as orders
      from sales_facts where ${inOrders(orders)} group by on_day, ${key}, week, order_id
    ) as of_orders group by on_day, ${sql.ref(column)}, week`

const month = sql`substr(on_day, 1, 7)`

const rowsByMonth = (orders: readonly number[] | null) => sql`
  select ${month} as month, user_id, sum(quantity) as quantity, sum(amount) as amount, sum(orders) as orders
  from sales_facts_by_order where ${inOrders(orders)} group by ${month}, user_id`

const collectionsByMonth = (orders: readonly number[] | null) => sql`
  select ${month} as month, user_id, sum(amount) as amount
  from collections where ${inOrders(orders)} group by ${month}, user_id`

const measures = ['quantity', 'amount', 'orders']

/** In the order of filling: the months are computed from sales_facts_by_order. */
export const aggregateTables = {
  sales_facts_by_order: {
    name: 'sales_facts_by_order',
    keys: ['order_id', 'on_day', 'week', 'customer_id', 'owner_id', 'user_id', 'region', 'source'],
    measures,
    rows: rowsByOrder,
  },
  sales_facts_by_product: {
    name: 'sales_facts_by_product',
    keys: ['on_day', 'product_id', 'week'],
    measures,
    rows: rowsByGroup('product_id', sql`product_id`),
  },
  sales_facts_by_category: {
    name: 'sales_facts_by_category',
    keys: ['on_day', 'category', 'week'],
    measures,
    // A key column can't be null, so no category is ''.
    rows: rowsByGroup('category', sql`coalesce(category, '')`),
  },
  sales_facts_by_month: { name: 'sales_facts_by_month', keys: ['month', 'user_id'], measures, rows: rowsByMonth },
  collections_by_month: {
    name: 'collections_by_month',
    keys: ['month', 'user_id'],
    measures: ['amount'],
    rows: collectionsByMonth,
  },
} satisfies Record<string, AggregateTable>

const columnsOf = ({ keys, measures }: AggregateTable) => sql.join([...keys, ...measures].map((name) => sql.ref(name)))

/** The statement that fills an empty aggregate table from all facts. */
export const aggregateFillStatement = (table: AggregateTable) =>
  sql`insert into ${sql.table(table.name)} (${columnsOf(table)}) select ${columnsOf(table)} from (${table.rows(null)}) as made`

/** The statement that adds the sums of some orders (by = 1) or subtracts them (-1). */
function addSums({ name, keys, measures, rows }: AggregateTable, orders: readonly number[], by: 1 | -1) {
  const current = (column: string) => sql.ref(`${name}.${column}`)
  const sums = measures.map((column) => sql`${sql.lit(by)} * ${sql.ref(column)}`)
  const set = measures.map((column) => sql`${sql.ref(column)} = ${current(column)} + ${sql.ref(`excluded.${column}`)}`)
  const unique = keys.filter((key) => key !== 'week')
  return sql`insert into ${sql.table(name)} (${columnsOf({ name, keys, measures, rows })})
    select ${sql.join([...keys.map((key) => sql.ref(key)), ...sums])} from (${rows(orders)}) as made where true
    on conflict (${sql.join(unique.map((key) => sql.ref(key)))}) do update set ${sql.join(set)}`
}

const groupedTables = [
  aggregateTables.sales_facts_by_product,
  aggregateTables.sales_facts_by_category,
  aggregateTables.sales_facts_by_month,
]

/**
 * Updates the sales aggregates around `write`, which inserts facts of these orders: subtracts their sums before and
 * adds them after. Call it inside a transaction.
 */
export async function withAggregates<T>(orders: readonly number[], write: () => Promise<T>): Promise<T> {
  const existing = await writer()
    .selectFrom('sales_facts_by_order')
    .select('id')
    .where('order_id', 'in', orders)
    .execute()
  if (existing.length > 0) {
    for (const table of groupedTables) await addSums(table, orders, -1).execute(writer())
    await writer().deleteFrom('sales_facts_by_order').where('order_id', 'in', orders).execute()
  }
  const result = await write()
  const { name, rows } = aggregateTables.sales_facts_by_order
  await sql`insert into ${sql.table(name)} (${columnsOf(aggregateTables.sales_facts_by_order)}) ${rows(orders)}`.execute(
    writer(),
  )
  for (const table of groupedTables) await addSums(table, orders, 1).execute(writer())
  return result
}

/** Updates the collection aggregates around `write` in the same way. */
export async function withCollectionAggregates<T>(orders: readonly number[], write: () => Promise<T>): Promise<T> {
  await addSums(aggregateTables.collections_by_month, orders, -1).execute(writer())
  const result = await write()
  await addSums(aggregateTables.collections_by_month, orders, 1).execute(writer())
  return result
}
