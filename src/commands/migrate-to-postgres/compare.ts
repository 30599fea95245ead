import type Sqlite from 'better-sqlite3'
import type pg from 'pg'
import type { Table } from './tables.ts'

/**
 * Figures that both databases must agree on: number of rows, sum of each integer column, total length of each text
 * column.
 */
export type Sums = Record<string, string>

/** Figures of a table in SQLite. NUL characters are not counted, as PostgreSQL can't store them. */
export const sqliteTableSums = (file: Sqlite.Database, table: Table): Sums =>
  file.prepare<[], Sums>(sumsQuery(table, (column) => `length(replace(${column}, char(0), ''))`)).get() ?? {}

/** Figures of a table in PostgreSQL. */
export const postgresTableSums = async (client: pg.ClientBase, table: Table): Promise<Sums> =>
  (await client.query<Sums>(sumsQuery(table, (column) => `length(${column})`))).rows[0] ?? {}

/** One line for each figure that differs. */
export const tableSumDifferences = (table: string, here: Sums, there: Sums): string[] =>
  Object.keys(here)
    .filter((figure) => here[figure] !== there[figure])
    .map((figure) => `${table}, ${figure}: ${here[figure]} here, ${there[figure]} there`)

/** Sums are cast to text, since they can exceed the safe integers of JavaScript. */
function sumsQuery({ name, columns }: Table, lengthOf: (column: string) => string): string {
  const sums = columns.map((column) => {
    const summed = column.whole ? column.name : lengthOf(column.name)
    return `cast(coalesce(sum(${summed}), 0) as text) as ${column.name}`
  })
  return `select cast(count(*) as text) as "rows"${sums.map((sum) => `, ${sum}`).join('')} from ${name}`
}
