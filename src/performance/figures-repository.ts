import { type RawBuilder, sql } from 'kysely'
import { dialect, reader } from '../database/database.ts'
import type { DayRange } from '../values/days.ts'
import { type Figures, noFigures } from './indicators.ts'

/** Whose figures: some people's, or everybody's. */
type Whose = readonly number[] | null

type Sums = { user_id: number } & Partial<Record<keyof Figures, number | null>>

/** What the data say of a period of whole months, by salesperson, of some or of all. Who has nothing in it is not there. */
export async function figuresIn(days: DayRange, whose: Whose): Promise<Map<number, Figures>> {
  const found = new Map<number, Figures>()
  for (const statement of figureStatements(days, whose)) {
    const { rows } = await statement.execute(reader())
    for (const { user_id, ...sums } of rows)
      found.set(user_id, { ...(found.get(user_id) ?? noFigures), ...numbersOf(sums) })
  }
  return found
}

/** The same of all together. */
export async function figuresOfAll(days: DayRange): Promise<Figures> {
  let figures = noFigures
  for (const statement of [...sums(days, null, false), ended(days, null, false)]) {
    const { rows } = await statement.execute(reader())
    for (const { user_id: _, ...sums } of rows) figures = { ...figures, ...numbersOf(sums) }
  }
  return figures
}

const numbersOf = (sums: Partial<Record<keyof Figures, number | null>>) =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum)]))

/** The statements behind each person's figures. */
export const figureStatements = (days: DayRange, whose: Whose): RawBuilder<Sums>[] => [
  ...sums(days, whose, true),
  ended(days, whose, true),
]

/**
 * From what is kept of each month: shares are the credited people's, orders their owner's; an order counts once, by the sign
 * of what is counted of it, as reports count it. `apart`: a row a person.
 */
function sums({ from, to }: DayRange, whose: Whose, apart: boolean): RawBuilder<Sums>[] {
  const months = sql`month between ${from.slice(0, 7)} and ${to.slice(0, 7)} and ${their('user_id', whose)}`
  const [person, each] = apart ? [sql`user_id`, sql`group by user_id`] : [sql`null as user_id`, sql``]
  return [
    sql<Sums>`select ${person}, sum(amount) as amount, sum(quantity) as quantity, sum(orders) as orders
      from sales_facts_by_month where ${months} ${each}`,
    sql<Sums>`select ${person}, sum(amount) as collected from collections_by_month where ${months} ${each}`,
  ]
}

const their = (column: 'user_id' | 'owner_id', whose: Whose) =>
  whose === null ? sql`true` : dialect().idIn(sql.ref(column), whose)

/** Opportunities that ended; `apart`: a row an owner. */
function ended({ from, to }: DayRange, whose: Whose, apart: boolean): RawBuilder<Sums> {
  const [person, each] = apart ? [sql`owner_id`, sql`group by owner_id`] : [sql`null`, sql``]
  return sql<Sums>`select ${person} as user_id, sum(case when stage = 'won' then 1 else 0 end) as won,
      sum(case when stage = 'lost' then 1 else 0 end) as lost
    from opportunities where ${their('owner_id', whose)} and closed_on between ${from} and ${to} ${each}`
}

/** What a figure is made of: a part's name, and its sums. */
export interface FigurePart {
  name: string
  amount: number
  quantity: number
  count: number
}

/** The parts of somebody's sales: their own orders, shares of others', cancellations, returns. */
export const salesParts = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
  partsOf(sql`
    select case when kind <> 'sale' then kind when owner_id = user_id then 'own' else 'shared' end as name,
      sum(amount) as amount, sum(quantity) as quantity, count(*) as count
    from sales_facts where user_id = ${user_id} and on_day between ${days.from} and ${days.to} group by 1`)

/** The orders that came to count, and those that ceased to. */
export const orderParts = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
  partsOf(sql`
    select case when order_sign > 0 then 'counted' else 'uncounted' end as name, 0 as amount, 0 as quantity, count(*) as count
    from (
      select order_id, sum(order_sign) as order_sign from sales_facts
      where owner_id = ${user_id} and on_day between ${days.from} and ${days.to} group by order_id having sum(order_sign) <> 0
    ) as of_orders group by 1`)

/** What came in, and what went back. */
export const collectedParts = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
  partsOf(sql`
    select case when amount > 0 then 'received' else 'returned' end as name,
      sum(amount) as amount, 0 as quantity, count(*) as count
    from collections where user_id = ${user_id} and on_day between ${days.from} and ${days.to} group by 1`)

async function partsOf(statement: RawBuilder<unknown>): Promise<FigurePart[]> {
  const { rows } = (await statement.execute(reader())) as { rows: FigurePart[] }
  return rows.map(({ name, amount, quantity, count }) => ({
    name,
    amount: Number(amount),
    quantity: Number(quantity),
    count: Number(count),
  }))
}
