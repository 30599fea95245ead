import type Sqlite from 'better-sqlite3'
import type pg from 'pg'
import type { Table } from './tables.ts'

/** What two databases must agree on: how many rows, the sum of each column of whole numbers, the letters of each of texts. */
export type Sums = Record<string, string>

/** NUL is no letter of a text in PostgreSQL, so it is not counted here either. */
export const sumsOfFile = (file: Sqlite.Database, table: Table): Sums =>
  file.prepare<[], Sums>(asked(table, (column) => `length(replace(${column}, char(0), ''))`)).get() ?? {}

/** The same of the database there. */
export const sumsOfServer = async (client: pg.ClientBase, table: Table): Promise<Sums> =>
  (await client.query<Sums>(asked(table, (column) => `length(${column})`))).rows[0] ?? {}

/** A line for each figure that differs. */
export const differencesBetween = (table: string, here: Sums, there: Sums): string[] =>
  Object.keys(here)
    .filter((figure) => here[figure] !== there[figure])
    .map((figure) => `${table}, ${figure}: ${here[figure]} here, ${there[figure]} there`)

/** Sums come as texts, since they may be larger than a number holds. */
function asked({ name, columns }: Table, letters: (column: string) => string): string {
  const sums = columns.map((column) => {
    const summed = column.whole ? column.name : letters(column.name)
    return `cast(coalesce(sum(${summed}), 0) as text) as ${column.name}`
  })
  return `select cast(count(*) as text) as "rows"${sums.map((sum) => `, ${sum}`).join('')} from ${name}`
}
