import { sql } from 'kysely'
import { reader } from '../database/database.ts'
import { isOwed, outstanding } from '../orders/terms.ts'
import { type Age, ageOn, ages } from './ageing.ts'
import { nothing, type PaymentsNarrowing, receivable, type Standing } from './receivables.ts'

/** By whom orders are summed: by their customer, or by the one who is credited with all of them. */
export type By = 'customer_id' | 'credited_id' | null

/** What a group of orders comes to, and how many they are. */
export interface Counted {
  standing: Standing
  orders: number
}

/** What the orders asked come to by groups; null is the group of those that have none, and of all. */
export async function standings(narrowing: PaymentsNarrowing, by: By): Promise<Map<number | null, Counted>> {
  const found = new Map<number | null, Counted>()
  const { rows: sums } = await sumsStatement(narrowing, by).execute(reader())
  for (const { group, total, paid, orders } of sums)
    found.set(group, { standing: { ...nothing, total: Number(total), paid: Number(paid) }, orders: Number(orders) })
  const { rows: debts } = await owedStatement(narrowing, by).execute(reader())
  for (const { group, age, owed } of debts) {
    const { standing, orders } = found.get(group) ?? { standing: nothing, orders: 0 }
    found.set(group, { standing: { ...standing, owed: standing.owed + Number(owed), [age]: Number(owed) }, orders })
  }
  return found
}

// The sign keeps SQLite from walking an index of the column, whose every entry it would look up in the table.
const groupOf = (by: By) => (by === null ? sql`null` : sql`+${sql.ref(`orders.${by}`)}`)
const grouped = (by: By) => (by === null ? sql`` : sql` group by 1`)

/** The statements behind: amounts of all, then of what still owes how much and how old it is. */
export const sumsStatement = (narrowing: PaymentsNarrowing, by: By) => sql<{
  group: number | null
  total: number
  paid: number
  orders: number
}>`select ${groupOf(by)} as "group", coalesce(sum(orders.total), 0) as total, coalesce(sum(orders.paid), 0) as paid,
    count(*) as orders
  from orders where ${receivable(narrowing)}${grouped(by)}`

export const owedStatement = (narrowing: PaymentsNarrowing, by: By) => sql<{
  group: number | null
  age: Age
  owed: number
}>`select ${groupOf(by)} as "group", ${ageOn(narrowing.asked.today)} as age, sum(${outstanding()}) as owed
  from orders where ${receivable(narrowing)} and ${isOwed()} group by 1, 2`

/** The customers who owe most, in this order, and how many have anything at all; null where they are fewer than that. */
export async function firstDebtors(
  narrowing: PaymentsNarrowing,
  most: number,
): Promise<{ groups: Map<number, Standing>; count: number } | null> {
  const { rows: first } = await debtorsStatement(narrowing, most).execute(reader())
  if (first.length < most) return null
  const ids = first.map(({ id }) => id)
  const theirs = sql<{ id: number; total: number; paid: number }>`
    select orders.customer_id as id, sum(orders.total) as total, sum(orders.paid) as paid from orders
    where orders.customer_id in (${sql.join(ids)}) and ${receivable(narrowing)} group by orders.customer_id`
  const amounts = new Map((await theirs.execute(reader())).rows.map(({ id, ...sums }) => [id, sums]))
  const groups = new Map(
    first.map(({ id, ...debts }): [number, Standing] => {
      const { total = 0, paid = 0 } = amounts.get(id) ?? {}
      const numbers = Object.entries(debts).map(([name, value]) => [name, Number(value)])
      return [id, { ...nothing, ...Object.fromEntries(numbers), total: Number(total), paid: Number(paid) }]
    }),
  )
  const { rows } = await sql<{ count: number }>`
    select count(distinct +orders.customer_id) as count from orders where ${receivable(narrowing)}`.execute(reader())
  return { groups, count: Number(rows[0]?.count ?? 0) }
}

/** The statement that finds them. */
export const debtorsStatement = (narrowing: PaymentsNarrowing, most: number) => {
  const aged = ages.map(
    (age) =>
      sql`sum(case when ${ageOn(narrowing.asked.today)} = ${age} then ${outstanding()} else 0 end) as ${sql.ref(age)}`,
  )
  return sql<{ id: number; owed: number } & Record<Age, number>>`
    select +orders.customer_id as id, sum(${outstanding()}) as owed, ${sql.join(aged)} from orders
    where ${receivable(narrowing)} and ${isOwed()}
    group by 1 order by owed desc, id limit ${most}`
}
