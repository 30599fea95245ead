import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { writersLock } from '../../../src/database/dialects/postgres.ts'
import { types } from '../../../src/database/dialects/postgres-values.ts'
import type { Settings } from '../../../src/settings.ts'

/** Queries on a database after a crash, from another connection, while the program may be running. */
export interface Look {
  /** The first column of the first row. */
  value(statement: string, value?: string): Promise<unknown>
  /** The first column of each row. */
  values(statement: string): Promise<unknown[]>
  /** Problems reported by the database's own integrity checks, one line each. */
  order(): Promise<string[]>
}

/** Runs queries on the database that the settings name; a value replaces each `?`. */
export const withQueries = <T>(at: Settings, look: (at: Look) => Promise<T>): Promise<T> =>
  at.DATABASE_URL ? onServer(at.DATABASE_URL, look) : inFile(at.databaseFile, look)

async function inFile<T>(file: string, look: (at: Look) => Promise<T>): Promise<T> {
  const connection = new Sqlite(file, { readonly: true, timeout: 10_000 })
  const values = async (statement: string, ...given: string[]) =>
    connection
      .prepare(statement)
      .pluck()
      .all(...given)
  try {
    return await look({
      values,
      value: async (statement, value) => (await values(statement, ...(value === undefined ? [] : [value])))[0],
      async order() {
        const integrity = String(connection.pragma('integrity_check', { simple: true }))
        const strays = connection.pragma('foreign_key_check') as object[]
        return [
          ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
          ...(strays.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(strays)}`]),
        ]
      },
    })
  } finally {
    connection.close()
  }
}

async function onServer<T>(url: string, look: (at: Look) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types })
  client.on('error', () => undefined)
  await client.connect()
  const values = async (text: string, ...given: string[]) => {
    const query = { text: text.replace('?', '$1'), values: given, rowMode: 'array' as const }
    return (await client.query<[unknown]>(query)).rows.map(([first]) => first)
  }
  try {
    return await look({
      values,
      value: async (statement, value) => (await values(statement, ...(value === undefined ? [] : [value])))[0],
      // PostgreSQL checks its files and foreign keys itself. Here only: the killed process must not still have the
      // writers' lock.
      order: () =>
        client.query(`set lock_timeout = '10s'; select pg_advisory_lock(${writersLock})`).then(
          () => [],
          () => ['the lock of those who write is not free again'],
        ),
    })
  } finally {
    await client.end()
  }
}
