import { type Expression, type SqlBool, sql } from 'kysely'
import { reader } from '../database/database.ts'

/** A table that says how many records of a list there are, by something. */
export interface Counted {
  table: string
  /** The column of how many. */
  number: string
  /** Which of its rows count; absent: all. */
  where?: Expression<SqlBool>
  /** Where one of the list's orders begins with what is counted by: the order, and its column in the table. */
  along?: { sort: string; place: string }
}

/** Whether nothing is asked but some of these. */
export const asksOnly = (asked: Record<string, unknown>, ...names: string[]): boolean =>
  Object.entries(asked).every(([name, value]) => value === null || names.includes(name))

/** How many records there are. */
export async function countedIn(counted: Counted): Promise<number> {
  const { rows } = await countStatement(counted).execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** The statement behind, for the test that looks at its plan. */
export const countStatement = ({ table, number, where }: Counted) =>
  sql<{ count: number | null }>`
    select sum(${sql.ref(number)}) as count from ${sql.table(table)} where ${where ?? sql`true`}`

/** Where the order comes to after so many records, and how many of them stand before that place. */
export async function placeAfter(
  counted: Counted,
  place: string,
  many: number,
  down: boolean,
): Promise<{ place: unknown; before: number }> {
  const found = await placeStatement(counted, place, many, down).execute(reader())
  const [first] = found.rows
  return { place: first?.place, before: Number(first?.before ?? 0) }
}

/** The statement behind that. */
export const placeStatement = ({ table, number, where }: Counted, place: string, many: number, down: boolean) =>
  sql<{ place: unknown; before: number }>`
    select place, before from (
      select ${sql.ref(place)} as place,
        sum(${sql.ref(number)}) over (order by ${sql.ref(place)} ${down ? sql`desc` : sql`asc`}) - ${sql.ref(number)} as before
      from ${sql.table(table)} where ${where ?? sql`true`}
    ) as places where before <= ${many} order by before desc limit 1`
