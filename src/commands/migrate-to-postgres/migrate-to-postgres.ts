import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { writersLock } from '../../database/dialects/postgres.ts'
import { migratePostgres } from '../../database/dialects/postgres-migrate.ts'
import { migrate } from '../../database/migrate-sqlite.ts'
import { WrongDatabase } from '../../database/wrong-database.ts'
import { postgresTableSums, sqliteTableSums, tableSumDifferences } from './compare.ts'
import { gramIndexCopyLines, postgresCopyLines } from './copy-format.ts'
import { type Table, tablesOf } from './tables.ts'

/**
 * Copies a SQLite database to an empty PostgreSQL database, in one transaction that is committed only if both have the
 * same figures. The file is migrated to the current schema and otherwise unchanged. `onTable` is called after each table
 * with its number of rows. Throws WrongDatabase.
 */
export async function migrateToPostgres(
  file: string,
  url: string,
  onTable: (table: string, rows: string) => void,
): Promise<void> {
  const source = openExclusively(file)
  try {
    await migratePostgres(url)
    const client = new pg.Client({ connectionString: url, application_name: 'salesbook move' })
    client.on('error', () => undefined)
    await client.connect()
    try {
      await client.query(`begin; select pg_advisory_xact_lock(${writersLock})`)
      const tables = tablesOf(source)
      await requireEmpty(client, tables)
      for (const table of tables) onTable(table.name, await copyTable(source, client, table))
      await client.query('commit; analyze')
    } finally {
      await client.end()
    }
  } finally {
    source.close()
  }
}

/** Opens the file with the current schema and an exclusive lock: changes made during the copy would be lost. */
function openExclusively(file: string): Sqlite.Database {
  let connection: Sqlite.Database | undefined
  try {
    migrate(file)
    connection = new Sqlite(file, { timeout: 0 })
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('begin immediate')
    return connection
  } catch (error) {
    connection?.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new WrongDatabase(`${file} is in use: stop Salesbook first`)
    throw error
  }
}

async function requireEmpty(client: pg.Client, tables: Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select 1 from ${name} limit 1`)
    if (rowCount !== 0) throw new WrongDatabase(`the target database is not empty (${name}): use an empty one`)
  }
}

/** Copies one table; returns its number of rows. Throws WrongDatabase if the figures differ. */
async function copyTable(source: Sqlite.Database, client: pg.Client, table: Table): Promise<string> {
  const { name, columns, last, searchable } = table
  const columnNames = columns.map((column) => column.name).join(', ')
  await copyInto(client, `${name} (${columnNames})`, postgresCopyLines(source, table))
  if (searchable) await copyInto(client, `${name}_search (id, grams)`, gramIndexCopyLines(source, table))
  if (last) await client.query(`select setval(pg_get_serial_sequence('${name}', 'id'), ${last})`)
  const sums = sqliteTableSums(source, table)
  const differences = tableSumDifferences(name, sums, await postgresTableSums(client, table))
  if (differences.length > 0)
    throw new WrongDatabase(
      ['not everything was copied, so the target database was left empty:', ...differences].join('\n'),
    )
  return sums.rows ?? ''
}

const copyInto = (client: pg.Client, into: string, lines: Generator<string>): Promise<void> =>
  pipeline(Readable.from(lines), client.query(copyFrom(`copy ${into} from stdin`)))
