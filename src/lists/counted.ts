import { sql } from 'kysely'
import { reader } from '../database/database.ts'

/** A table that says how many records of a list there are, by what one of its orders begins with. */
export interface Counted {
  table: string
  /** The column that is counted by, and that of how many there are. */
  place: string
  number: string
  /** The order of the list that goes along it. */
  sort: string
}

/** How many records there are. */
export async function countedIn({ table, number }: Counted): Promise<number> {
  const { rows } = await sql<{ count: number | null }>`
    select sum(${sql.ref(number)}) as count from ${sql.table(table)}`.execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** Where the order comes to after so many records, and how many of them stand before that place. */
export async function placeAfter(
  { table, place, number }: Counted,
  many: number,
  down: boolean,
): Promise<{ place: unknown; before: number }> {
  const found = await placeStatement({ table, place, number }, many, down).execute(reader())
  const [first] = found.rows
  return { place: first?.place, before: Number(first?.before ?? 0) }
}

/** The statement behind, for the test that looks at its plan. */
export const placeStatement = ({ table, place, number }: Omit<Counted, 'sort'>, many: number, down: boolean) =>
  sql<{ place: unknown; before: number }>`
    select place, before from (
      select ${sql.ref(place)} as place,
        sum(${sql.ref(number)}) over (order by ${sql.ref(place)} ${down ? sql`desc` : sql`asc`}) - ${sql.ref(number)} as before
      from ${sql.table(table)}
    ) as places where before <= ${many} order by before desc limit 1`
