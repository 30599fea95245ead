import { type RawBuilder, sql } from 'kysely'
import { reader } from '../database/database.ts'
import type { DayRange } from '../values/days.ts'
import { type Figures, noFigures } from './indicators.ts'

type Sums = { user_id: number } & Partial<Record<keyof Figures, number | null>>

/** What the data say of a period of whole months, by salesperson, or of one alone. Who has nothing in it is not there. */
export async function figuresIn(days: DayRange, user_id: number | null): Promise<Map<number, Figures>> {
  const found = new Map<number, Figures>()
  for (const statement of figureStatements(days, user_id)) {
    const { rows } = await statement.execute(reader())
    for (const { user_id: id, ...sums } of rows) {
      const numbers = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum)]))
      found.set(id, { ...(found.get(id) ?? noFigures), ...numbers })
    }
  }
  return found
}

/**
 * The statements behind, from what is kept of each month: shares are the credited people's, orders and opportunities their
 * owner's; an order counts once, by the sign of what is counted of it, as reports count it.
 */
export function figureStatements({ from, to }: DayRange, user_id: number | null): RawBuilder<Sums>[] {
  const whose = (column: 'user_id' | 'owner_id') =>
    user_id === null ? sql`true` : sql`${sql.ref(column)} = ${user_id}`
  const months = sql`month between ${from.slice(0, 7)} and ${to.slice(0, 7)} and ${whose('user_id')}`
  return [
    sql<Sums>`select user_id, sum(amount) as amount, sum(quantity) as quantity, sum(orders) as orders
      from facts_by_month where ${months} group by user_id`,
    sql<Sums>`select user_id, sum(amount) as collected from collections_by_month where ${months} group by user_id`,
    sql<Sums>`select owner_id as user_id, sum(case when stage = 'won' then 1 else 0 end) as won,
        sum(case when stage = 'lost' then 1 else 0 end) as lost
      from opportunities where ${whose('owner_id')} and closed_on between ${from} and ${to} group by owner_id`,
  ]
}

/** What a figure is made of: a part's name, and its sums. */
export interface Part {
  name: string
  amount: number
  quantity: number
  count: number
}

/** The parts of somebody's sales: their own orders, shares of others', cancellations, returns. */
export const salesParts = async (days: DayRange, user_id: number): Promise<Part[]> =>
  partsOf(sql`
    select case when kind <> 'sale' then kind when owner_id = user_id then 'own' else 'shared' end as name,
      sum(amount) as amount, sum(quantity) as quantity, count(*) as count
    from facts where user_id = ${user_id} and on_day between ${days.from} and ${days.to} group by 1`)

/** The orders that came to count, and those that ceased to. */
export const orderParts = async (days: DayRange, user_id: number): Promise<Part[]> =>
  partsOf(sql`
    select case when counted > 0 then 'counted' else 'uncounted' end as name, 0 as amount, 0 as quantity, count(*) as count
    from (
      select order_id, sum(counted) as counted from facts
      where owner_id = ${user_id} and on_day between ${days.from} and ${days.to} group by order_id having sum(counted) <> 0
    ) as of_orders group by 1`)

/** What came in, and what went back. */
export const collectedParts = async (days: DayRange, user_id: number): Promise<Part[]> =>
  partsOf(sql`
    select case when amount > 0 then 'received' else 'returned' end as name,
      sum(amount) as amount, 0 as quantity, count(*) as count
    from collections where user_id = ${user_id} and on_day between ${days.from} and ${days.to} group by 1`)

async function partsOf(statement: RawBuilder<unknown>): Promise<Part[]> {
  const { rows } = (await statement.execute(reader())) as { rows: Part[] }
  return rows.map(({ name, amount, quantity, count }) => ({
    name,
    amount: Number(amount),
    quantity: Number(quantity),
    count: Number(count),
  }))
}
