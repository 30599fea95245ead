import { type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { pageSize } from '../../lists/list.ts'
import type { DayRange } from '../../values/days.ts'
import type { Indicator } from '../indicators.ts'

/** Selects records by person, dates and indicator. */
export interface RecordsParameters extends DayRange {
  user_id: number
  indicator: Indicator
}

/** A record behind a figure: a sales fact, order, collection or opportunity; fields that its kind lacks are null. */
export interface IndicatorRecord {
  id: number
  on_day: string
  kind: string
  order_id: number | null
  number: string | null
  opportunity_id: number | null
  title: string | null
  /** Owner of the order or opportunity, and of its customer; they decide who may open it. */
  owner_id: number
  customer_owner_id: number
  customer_id: number
  customer_code: string
  called: string
  model: string | null
  method: string | null
  quantity: number | null
  /** 1 if the order started to count, -1 if it stopped. */
  counted: number | null
  amount: number | null
}

/** One page (1-based) of the records, by date. */
export const indicatorRecordsPage = async (asked: RecordsParameters, page: number): Promise<IndicatorRecord[]> =>
  (await indicatorRecordsPageQuery(asked, page).execute(reader())).rows

/** The first records by date, at most `limit`. */
export const firstIndicatorRecords = async (asked: RecordsParameters, limit: number): Promise<IndicatorRecord[]> =>
  (await sql<IndicatorRecord>`${queries[asked.indicator](asked)} order by on_day, id limit ${limit}`.execute(reader()))
    .rows

/** Streams all records in the same order. */
export const allIndicatorRecords = (asked: RecordsParameters): AsyncIterable<IndicatorRecord> =>
  reader()
    .selectFrom(sql<IndicatorRecord>`(${queries[asked.indicator](asked)})`.as('found'))
    .selectAll()
    .orderBy('on_day')
    .orderBy('id')
    .stream()

/** The number of records. */
export async function countPerformanceRecords(asked: RecordsParameters): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from (${queries[asked.indicator](asked)}) as found`.execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** The query of a page; exported for a test of its query plan. */
export const indicatorRecordsPageQuery = (asked: RecordsParameters, page: number): RawBuilder<IndicatorRecord> =>
  sql<IndicatorRecord>`${queries[asked.indicator](asked)} order by on_day, id limit ${pageSize} offset ${(page - 1) * pageSize}`

const orderColumns = sql`orders.id as order_id, orders.number as number, null as opportunity_id, null as title,
  orders.owner_id as owner_id`

const customerColumns = sql`customers.owner_id as customer_owner_id, customers.id as customer_id,
  customers.code as customer_code, coalesce(customers.company, customers.name, customers.code) as called`

const salesQuery = ({ user_id, from, to }: RecordsParameters) => sql<IndicatorRecord>`
  select sales_facts.id as id, sales_facts.on_day as on_day, sales_facts.kind as kind, ${orderColumns}, ${customerColumns},
    products.model as model, null as method, sales_facts.quantity as quantity, null as counted, sales_facts.amount as amount
  from sales_facts join orders on orders.id = sales_facts.order_id join customers on customers.id = sales_facts.customer_id
  join products on products.id = sales_facts.product_id
  where sales_facts.user_id = ${user_id} and sales_facts.on_day between ${from} and ${to}`

const ordersQuery = ({ user_id, from, to }: RecordsParameters) => sql<IndicatorRecord>`
  select orders.id as id, counts.on_day as on_day,
    case when counts.order_sign > 0 then 'counted' else 'uncounted' end as kind, ${orderColumns}, ${customerColumns},
    null as model, null as method, null as quantity, case when counts.order_sign > 0 then 1 else -1 end as counted,
    orders.total as amount
  from (
    select order_id, max(on_day) as on_day, sum(order_sign) as order_sign from sales_facts
    where owner_id = ${user_id} and on_day between ${from} and ${to} group by order_id having sum(order_sign) <> 0
  ) as counts join orders on orders.id = counts.order_id join customers on customers.id = orders.customer_id`

const collectionsQuery = ({ user_id, from, to }: RecordsParameters) => sql<IndicatorRecord>`
  select collections.id as id, collections.on_day as on_day,
    case when (payments.kind = 'payment') = (collections.amount > 0) then payments.kind else 'reversal' end as kind,
    ${orderColumns}, ${customerColumns}, null as model, payments.method as method, null as quantity, null as counted,
    collections.amount as amount
  from collections join payments on payments.id = collections.payment_id
  join orders on orders.id = collections.order_id join customers on customers.id = collections.customer_id
  where collections.user_id = ${user_id} and collections.on_day between ${from} and ${to}`

const opportunitiesQuery = ({ user_id, from, to }: RecordsParameters) => sql<IndicatorRecord>`
  select opportunities.id as id, opportunities.closed_on as on_day, opportunities.stage as kind,
    null as order_id, null as number, opportunities.id as opportunity_id, opportunities.title as title,
    opportunities.owner_id as owner_id, ${customerColumns}, null as model, null as method, null as quantity,
    null as counted, opportunities.expected_amount as amount
  from opportunities join customers on customers.id = opportunities.customer_id
  where opportunities.counted_owner_id = ${user_id} and opportunities.closed_on between ${from} and ${to}
    and opportunities.stage in ('won', 'lost')`

const queries: Record<Indicator, (asked: RecordsParameters) => RawBuilder<IndicatorRecord>> = {
  amount: salesQuery,
  quantity: salesQuery,
  orders: ordersQuery,
  collected: collectionsQuery,
  conversion: opportunitiesQuery,
}
