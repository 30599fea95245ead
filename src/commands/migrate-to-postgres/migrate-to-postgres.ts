import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { writersLock } from '../../database/dialects/postgres.ts'
import { migratePostgres } from '../../database/dialects/postgres-migrate.ts'
import { migrate } from '../../database/migrate.ts'
import { WrongDatabase } from '../../database/wrong-database.ts'
import { differencesBetween, sumsOfFile, sumsOfServer } from './compare.ts'
import { gramLines, rowLines } from './copy-lines.ts'
import { type Table, tablesOf } from './tables.ts'

/**
 * Carries a SQLite database over to an empty PostgreSQL one, in one transaction that is only kept where both then hold
 * the same; the file stays as it is, but for being brought to this program's schema. `told` hears of each table.
 * Throws WrongDatabase.
 */
export async function move(file: string, url: string, told: (table: string, rows: string) => void): Promise<void> {
  const here = alone(file)
  try {
    await migratePostgres(url)
    const client = new pg.Client({ connectionString: url, application_name: 'salesbook move' })
    client.on('error', () => undefined)
    await client.connect()
    try {
      await client.query(`begin; select pg_advisory_xact_lock(${writersLock})`)
      const tables = tablesOf(here)
      await refuseFilled(client, tables)
      for (const table of tables) told(table.name, await carried(here, client, table))
      await client.query('commit; analyze')
    } finally {
      await client.end()
    }
  } finally {
    here.close()
  }
}

/** The file at this program's schema, and for nobody else until it is closed: what others wrote now would stay behind. */
function alone(file: string): Sqlite.Database {
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

async function refuseFilled(client: pg.Client, tables: Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select 1 from ${name} limit 1`)
    if (rowCount !== 0) throw new WrongDatabase(`the target database is not empty (${name}): use an empty one`)
  }
}

/** Carries one table over; returns its number of rows. Throws WrongDatabase where it is not the same there. */
async function carried(here: Sqlite.Database, client: pg.Client, table: Table): Promise<string> {
  const { name, columns, last, searchable } = table
  const listed = columns.map((column) => column.name).join(', ')
  await send(client, `${name} (${listed})`, rowLines(here, table))
  if (searchable) await send(client, `${name}_search (id, grams)`, gramLines(here, table))
  if (last) await client.query(`select setval(pg_get_serial_sequence('${name}', 'id'), ${last})`)
  const sums = sumsOfFile(here, table)
  const wrong = differencesBetween(name, sums, await sumsOfServer(client, table))
  if (wrong.length > 0)
    throw new WrongDatabase(['not everything was copied, so the target database was left empty:', ...wrong].join('\n'))
  return sums.rows ?? ''
}

const send = (client: pg.Client, into: string, lines: Generator<string>): Promise<void> =>
  pipeline(Readable.from(lines), client.query(copyFrom(`copy ${into} from stdin`)))
