import { type Expression, type SqlBool, sql } from 'kysely'
import { dialect, reader } from '../database/database.ts'

export type Searchable = 'customers' | 'products' | 'opportunities' | 'orders'

export const indexOf = (table: Searchable) => sql.table(`${table}_search`)

/** That a record of a table's gram index has all of these grams. */
export const match = (table: Searchable, grams: string[]): Expression<SqlBool> =>
  dialect().grams.hold(indexOf(table), grams)

/** The id of the newest record; 0 where there is none. */
export async function newestId(table: Searchable): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from ${sql.table(table)}`.execute(reader())
  return Number(rows[0]?.id ?? 0)
}

/** The newest records with all of these grams, at most so many, of those above an id and up to another. */
export async function newestOf(
  table: Searchable,
  grams: string[],
  { most, above = 0, to }: { most: number; above?: number; to?: number },
): Promise<number[]> {
  const { id } = dialect().grams
  // A number without a point, or FTS5 takes it for no bound.
  const whole = (number: number) => sql`cast(${number} as bigint)`
  const after = above > 0 ? sql`and ${id} > ${whole(above)}` : sql``
  const within = to === undefined ? after : sql`${after} and ${id} <= ${whole(to)}`
  const { rows } = await sql<{
    id: number
  }>`select ${id} as id from ${indexOf(table)} where ${match(table, grams)} ${within} order by ${id} desc limit ${most}`.execute(
    reader(),
  )
  return rows.map(({ id }) => id)
}
