import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { settings } from '../../src/settings.ts'

const passing = new Set(['sessions', 'failures', 'known_browsers'])

/** What all tables hold, those aside that merely come and go: a hash of each. */
export async function contents(): Promise<Record<string, string>> {
  const { rowsOf, names, close } = await looking()
  const found: [string, string][] = []
  for (const name of names)
    if (!passing.has(name) && !name.includes('_search'))
      found.push([
        name,
        createHash('sha256')
          .update(JSON.stringify(await rowsOf(name)))
          .digest('hex'),
      ])
  await close()
  return Object.fromEntries(found)
}

interface Looking {
  names: string[]
  rowsOf(table: string): Promise<unknown[]>
  close(): Promise<void>
}

const looking = (): Promise<Looking> => {
  const { DATABASE_URL, databaseFile } = settings()
  return DATABASE_URL ? atServer(DATABASE_URL) : Promise.resolve(inFile(databaseFile))
}

function inFile(file: string): Looking {
  const connection = new Sqlite(file, { readonly: true })
  const names = connection.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
  return {
    names: names.pluck().all().map(String),
    rowsOf: (table) => Promise.resolve(connection.prepare(`select * from ${table}`).all()),
    close: () => Promise.resolve(void connection.close()),
  }
}

async function atServer(address: string): Promise<Looking> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const tables = await client.query<{ name: string }>(
    'select table_name as name from information_schema.tables where table_schema = current_schema()',
  )
  return {
    names: tables.rows.map(({ name }) => name),
    // As text, so that their order is that of what they hold: a row changed and changed back has moved.
    rowsOf: async (table) => (await client.query(`select r::text from ${table} as r order by 1`)).rows,
    close: () => client.end(),
  }
}

/** How SQLite would carry out a statement, a line a step. */
export function planOf({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): string[] {
  const connection = new Sqlite(settings().databaseFile, { readonly: true })
  const steps = connection.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
  connection.close()
  return steps.map(({ detail }) => detail)
}
