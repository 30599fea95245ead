import { type RawBuilder, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { isOwed, outstanding } from '../orders/terms.ts'
import { ageOn, ages } from './ageing.ts'
import { customerNamed, type Named } from './dimensions.ts'
import { nothing, type PaymentsNarrowing, receivable, type Standing } from './receivables.ts'

/** A customer and what their orders come to. */
export type Debtor = [id: number, standing: Standing]

/** A row of the statements below. */
type Row = { id: number } & Standing
type Debts = Omit<Row, 'total' | 'paid'>

/** The first customers of a report, those that owe most before the others, and how many there are. */
export async function firstDebtors(
  narrowing: PaymentsNarrowing,
  most: number,
): Promise<{ groups: Debtor[]; count: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct +orders.customer_id) as count from orders where ${receivable(narrowing)}`.execute(reader())
  const groups = (await owing(narrowing, most)) ?? (await inOrder(narrowing).limit(most).execute()).map(debtorOf)
  return { groups, count: Number(rows[0]?.count ?? 0) }
}

/** All of them in the same order, one after another, with their names: meanwhile the connection answers nothing else. */
export async function* debtorsInTurn(narrowing: PaymentsNarrowing): AsyncGenerator<[...Debtor, Named]> {
  const rows = inOrder(narrowing)
    .innerJoin('customers', 'customers.id', 'debtors.id')
    .select(['customers.code', 'customers.name', 'customers.company'])
    .stream()
  for await (const { code, name, company, ...row } of rows)
    yield [...debtorOf(row), customerNamed({ code, name, company })]
}

/** Those who owe most, of whom alone all orders are looked up; null where they are fewer than asked for. */
async function owing(narrowing: PaymentsNarrowing, most: number): Promise<Debtor[] | null> {
  const { rows: first } = await sql<Debts>`${debtsStatement(narrowing)} order by owed desc, id limit ${most}`.execute(
    reader(),
  )
  if (first.length < most) return null
  const ids = first.map(({ id }) => id)
  const theirs = sql<Pick<Row, 'id' | 'total' | 'paid'>>`
    select orders.customer_id as id, sum(orders.total) as total, sum(orders.paid) as paid from orders
    where orders.customer_id in (${sql.join(ids)}) and ${receivable(narrowing)} group by orders.customer_id`
  const amounts = new Map((await theirs.execute(reader())).rows.map(({ id, ...sums }) => [id, sums]))
  return first.map((row) => debtorOf({ ...nothing, ...row, ...amounts.get(row.id) }))
}

const inOrder = (narrowing: PaymentsNarrowing) =>
  reader()
    .selectFrom(sql<Row>`(${debtorsStatement(narrowing)})`.as('debtors'))
    .selectAll('debtors')
    .orderBy('owed', 'desc')
    .orderBy('debtors.id')

function debtorOf({ id, ...sums }: Row): Debtor {
  return [id, Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, Number(value)])) as Standing]
}

/** The statement that finds all of them. */
export function debtorsStatement(narrowing: PaymentsNarrowing): RawBuilder<Row> {
  const owed = ['owed', ...ages].map((name) => sql`coalesce(${sql.ref(`debts.${name}`)}, 0) as ${sql.ref(name)}`)
  return sql`select sums.id, sums.total, sums.paid, ${sql.join(owed)} from (
      select +orders.customer_id as id, sum(orders.total) as total, sum(orders.paid) as paid
      from orders where ${receivable(narrowing)} group by 1
    ) as sums left join (${debtsStatement(narrowing)}) as debts on debts.id = sums.id`
}

/** The statement that finds who owes how much, and how old it is. */
export function debtsStatement(narrowing: PaymentsNarrowing): RawBuilder<Debts> {
  const aged = ages.map(
    (age) =>
      sql`sum(case when ${ageOn(narrowing.asked.today)} = ${age} then ${outstanding()} else 0 end) as ${sql.ref(age)}`,
  )
  // The sign keeps SQLite from walking an index of the column, whose every entry it would look up in the table.
  return sql`select +orders.customer_id as id, sum(${outstanding()}) as owed, ${sql.join(aged)} from orders
    where ${receivable(narrowing)} and ${isOwed()} group by 1`
}
