import { type RawBuilder, sql } from 'kysely'
import { reader } from '../database/database.ts'
import type { Narrowing, Sum, Summed } from './facts.ts'
import type { Group } from './groups.ts'
import type { Measure, SalesAsked } from './question.ts'
import { sourceOf, summedStatement } from './sums.ts'

/** The first groups of a report in its order, how many there are, and what all come to. */
export interface First {
  groups: Group[]
  count: number
  total: Sum
}

/**
 * The first customers of a report, where its page shows only these: a department has tens of thousands, which would be
 * read, ordered and forgotten. Null where all are needed, or where only the facts themselves say it.
 */
export async function firstCustomers(asked: SalesAsked, most: number): Promise<First | null> {
  const narrowing = { ...asked, places: [] }
  const alone = asked.group_by === 'customer' && asked.then_by === null && asked.compare === null
  if (!alone || sourceOf(narrowing, ['customer']) !== 'facts_by_order') return null
  const { rows } = await firstStatement(narrowing, asked.measure, most).execute(reader())
  const sum = (row: Summed | undefined, of: '' | 'all_'): Omit<Sum, 'groups'> => ({
    amount: Number(row?.[`${of}amount`] ?? 0),
    quantity: Number(row?.[`${of}quantity`] ?? 0),
    orders: Number(row?.[`${of}orders`] ?? 0),
  })
  const groups = rows.map((row): Group => {
    const place = [row.g0 ?? null]
    return { groups: place, beside: place, now: { groups: place, ...sum(row, '') }, before: undefined }
  })
  return { groups, count: Number(rows[0]?.groups ?? 0), total: { groups: [], ...sum(rows[0], 'all_') } }
}

/** The statement behind; what all come to stands in each row. */
export const firstStatement = (narrowing: Narrowing, measure: Measure, most: number): RawBuilder<Summed> =>
  sql`select g0, amount, quantity, orders, count(*) over () as groups, sum(amount) over () as all_amount,
      sum(quantity) over () as all_quantity, sum(orders) over () as all_orders
    from (${summedStatement('facts_by_order', narrowing, ['customer'])}) as customers
    order by ${sql.ref(measure)} desc, g0 limit ${most}`
