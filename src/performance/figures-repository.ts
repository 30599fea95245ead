import { type RawBuilder, sql } from 'kysely'
import { reader, sqlDialect } from '../database/database.ts'
import type { DayRange } from '../values/days.ts'
import { type Figures, noFigures } from './indicators.ts'

/** User ids to select; null means everybody. */
type Whose = readonly number[] | null

type Sums = { user_id: number } & Partial<Record<keyof Figures, number | null>>

/** Figures by user id for a range of whole months. People without any data are missing from the map. */
export async function figuresBySalesperson(days: DayRange, whose: Whose): Promise<Map<number, Figures>> {
  const figuresByUser = new Map<number, Figures>()
  for (const statement of performanceFigureStatements(days, whose)) {
    const { rows } = await statement.execute(reader())
    for (const { user_id, ...sums } of rows)
      figuresByUser.set(user_id, { ...(figuresByUser.get(user_id) ?? noFigures), ...numbersOf(sums) })
  }
  return figuresByUser
}

/** The figures of everybody together. */
export async function totalFiguresOfEverybody(days: DayRange): Promise<Figures> {
  let figures = noFigures
  for (const statement of [...monthlySums(days, null, false), closedSums(days, null, false)]) {
    const { rows } = await statement.execute(reader())
    for (const { user_id: _, ...totals } of rows) figures = { ...figures, ...numbersOf(totals) }
  }
  return figures
}

const numbersOf = (values: Partial<Record<keyof Figures, number | null>>) =>
  Object.fromEntries(Object.entries(values).map(([name, sum]) => [name, Number(sum)]))

/** The queries that figuresIn runs; one row for each person. */
export const performanceFigureStatements = (days: DayRange, whose: Whose): RawBuilder<Sums>[] => [
  ...monthlySums(days, whose, true),
  closedSums(days, whose, true),
]

/**
 * Queries the monthly aggregates: amounts belong to the credited people, orders to their owners. An order counts once,
 * by its order sign, as in the reports. `perPerson`: one row for each person.
 */
function monthlySums({ from, to }: DayRange, whose: Whose, perPerson: boolean): RawBuilder<Sums>[] {
  const months = sql`month between ${from.slice(0, 7)} and ${to.slice(0, 7)} and ${isSelected('user_id', whose)}`
  const [person, each] = perPerson ? [sql`user_id`, sql`group by user_id`] : [sql`null as user_id`, sql``]
  return [
    sql<Sums>`select ${person}, sum(amount) as amount, sum(quantity) as quantity, sum(orders) as orders
      from sales_facts_by_month where ${months} ${each}`,
    sql<Sums>`select ${person}, sum(amount) as collected from collections_by_month where ${months} ${each}`,
  ]
}

const isSelected = (column: 'user_id' | 'counted_owner_id', whose: Whose) =>
  whose === null ? sql`true` : sqlDialect().idIn(sql.ref(column), whose)

/** Opportunities won and lost in this range; `perPerson`: one row for each owner at winning or losing. */
function closedSums({ from, to }: DayRange, whose: Whose, perPerson: boolean): RawBuilder<Sums> {
  const [person, each] = perPerson ? [sql`counted_owner_id`, sql`group by counted_owner_id`] : [sql`null`, sql``]
  return sql<Sums>`select ${person} as user_id, sum(case when stage = 'won' then 1 else 0 end) as won,
      sum(case when stage = 'lost' then 1 else 0 end) as lost
    from opportunities where ${isSelected('counted_owner_id', whose)} and closed_on between ${from} and ${to} ${each}`
}

/** A part of a figure, with its sums in stored units. */
export interface FigurePart {
  name: string
  amount: number
  quantity: number
  count: number
}

/** Parts of a person's sales: own orders, shares of other people's orders, cancellations, returns. */
export const salespersonSalesBreakdown = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
  partsOf(sql`
    select case when kind <> 'sale' then kind when owner_id = user_id then 'own' else 'shared' end as name,
      sum(amount) as amount, sum(quantity) as quantity, count(*) as count
    from sales_facts where user_id = ${user_id} and on_day between ${days.from} and ${days.to} group by 1`)

/** Orders that started to count in this range, and orders that stopped counting. */
export const salespersonOrderCountBreakdown = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
  partsOf(sql`
    select case when order_sign > 0 then 'counted' else 'uncounted' end as name, 0 as amount, 0 as quantity, count(*) as count
    from (
      select order_id, sum(order_sign) as order_sign from sales_facts
      where owner_id = ${user_id} and on_day between ${days.from} and ${days.to} group by order_id having sum(order_sign) <> 0
    ) as of_orders group by 1`)

/** Payments received, and money returned. */
export const collectedFigureParts = async (days: DayRange, user_id: number): Promise<FigurePart[]> =>
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
