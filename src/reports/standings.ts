import { type RawBuilder, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { isOwed, outstanding } from '../orders/terms.ts'
import { type Age, ageOn } from './ageing.ts'
import { added, nothing, type PaymentsNarrowing, receivable, type Standing } from './receivables.ts'

/** By what orders are summed: by the one who is credited with all of them, or not at all. */
export type By = 'credited_id' | null

/** What a group of orders comes to, and how many they are. */
export interface Counted {
  standing: Standing
  orders: number
}

/** What the orders asked come to. */
export async function wholeOf(narrowing: PaymentsNarrowing): Promise<Counted> {
  return (await standings(narrowing, null)).get(null) ?? { standing: nothing, orders: 0 }
}

/** The same by the people credited with them, each with their part; the parts are all there is. */
export async function salespeople(
  narrowing: PaymentsNarrowing,
): Promise<{ groups: Map<number, Standing>; whole: Standing }> {
  const groups = new Map<number, Standing>()
  for (const [id, { standing }] of await standings(narrowing, 'credited_id')) if (id !== null) groups.set(id, standing)
  const add = (id: number, part: Parameters<typeof added>[1]) => groups.set(id, added(groups.get(id) ?? nothing, part))
  const { rows: parts } = await sharedStatement(narrowing).execute(reader())
  for (const { id, age, total, owed } of parts) add(id, { age, total: Number(total), paid: 0, owed: Number(owed) })
  const { rows: collected } = await collectedStatement(narrowing).execute(reader())
  for (const { id, paid } of collected) add(id, { age: 'not_due', total: 0, paid: Number(paid), owed: 0 })
  return { groups, whole: [...groups.values()].reduce(together, nothing) }
}

async function standings(narrowing: PaymentsNarrowing, by: By): Promise<Map<number | null, Counted>> {
  const found = new Map<number | null, Counted>()
  const { rows: sums } = await sumsStatement(narrowing, by).execute(reader())
  for (const { group, total, paid, orders } of sums)
    found.set(group, { standing: { ...nothing, total: Number(total), paid: Number(paid) }, orders: Number(orders) })
  const { rows: debts } = await owedStatement(narrowing, by).execute(reader())
  for (const { group, age, owed } of debts) {
    const { standing, orders } = found.get(group) ?? { standing: nothing, orders: 0 }
    found.set(group, { standing: added(standing, { age, total: 0, paid: 0, owed: Number(owed) }), orders })
  }
  return found
}

const together = (one: Standing, other: Standing): Standing => {
  const sums = Object.entries(other).map(([name, value]) => [name, one[name as keyof Standing] + value])
  return Object.fromEntries(sums) as Standing
}

interface Sums {
  group: number | null
  total: number
  paid: number
  orders: number
}

/** The statements behind: amounts of all, then of what still owes how much and how old it is. */
export function sumsStatement(narrowing: PaymentsNarrowing, by: By): RawBuilder<Sums> {
  const sums = sql`coalesce(sum(orders.total), 0) as total, coalesce(sum(orders.paid), 0) as paid, count(*) as orders`
  const { asked, measure } = narrowing
  if (by === null) return sql`select null as "group", ${sums} from orders where ${receivable(narrowing)}`
  if (measure !== null || asked.owner_id !== null || asked.customer_id !== null)
    return sql`select ${groupOf(by)} as "group", ${sums} from orders where ${receivable(narrowing)} group by 1`
  // Person by person, each along the index: a million orders would be sorted first, to group them.
  return sql`select users.id as "group", ${sums} from users cross join orders
    where ${sql.ref(`orders.${by}`)} = users.id and ${receivable(narrowing)} group by users.id`
}

export const owedStatement = (narrowing: PaymentsNarrowing, by: By) => sql<{
  group: number | null
  age: Age
  owed: number
}>`select ${by ? groupOf(by) : sql`null`} as "group", ${ageOn(narrowing.asked.today)} as age, sum(${outstanding()}) as owed
  from orders where ${receivable(narrowing)} and ${isOwed()} group by 1, 2`

// The sign keeps SQLite from walking an index of the column, of which it would look up every entry in the table.
const groupOf = (by: 'credited_id') => sql`+${sql.ref(`orders.${by}`)}`

/** Of orders of which several have a share: what everybody's parts come to, as splitByShares divides amounts that are not negative. */
export const sharedStatement = (narrowing: PaymentsNarrowing) => sql<{
  id: number
  age: Age
  total: number
  owed: number
}>`select user_id as id, age, sum(${sql.ref('total')}) as total, sum(owed) as owed
  from (select user_id, age, ${partOf('total')} as total, ${partOf('owed')} as owed from (
    select orders.id as order_id, orders.owner_id, coalesce(credits.user_id, orders.owner_id) as user_id,
      coalesce(credits.percent, 100) as percent, orders.total, ${outstanding()} as owed,
      ${ageOn(narrowing.asked.today)} as age
    from orders left join order_credits as credits on credits.order_id = orders.id
    where ${receivable(narrowing)} and orders.credited_id is null
  ) as shares) as parts group by 1, 2`

/** A person's part of an order's amount: what is left over goes to the greatest remainders, of the same ones to the owner first. */
function partOf(name: 'total' | 'owed') {
  const amount = sql`${sql.ref(name)} * percent`
  const left = sql`${sql.ref(name)} - sum(${amount} / 100) over (partition by order_id)`
  const place = sql`row_number() over (partition by order_id
    order by ${amount} % 100 desc, case when user_id = owner_id then 0 else 1 end, user_id)`
  return sql`${amount} / 100 + case when ${place} <= ${left} then 1 else 0 end`
}

/** What was collected for whom of the same orders: it is written down, payment by payment, and not divided again. */
export const collectedStatement = (narrowing: PaymentsNarrowing) => sql<{ id: number; paid: number }>`
  select +collections.user_id as id, sum(collections.amount) as paid
  from orders join collections on collections.order_id = orders.id
  where ${receivable(narrowing)} and orders.credited_id is null group by 1`
