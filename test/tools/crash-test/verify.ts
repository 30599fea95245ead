import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { writersLock } from '../../../src/database/dialects/postgres.ts'
import { types } from '../../../src/database/dialects/postgres-values.ts'
import type { Settings } from '../../../src/settings.ts'

/** A database after a fault, looked at from outside, while the program may be at work on it. */
export interface Look {
  /** The first value of the first row. */
  value(statement: string, value?: string): Promise<unknown>
  /** The first value of each row. */
  values(statement: string): Promise<unknown[]>
  /** What is not in order by the database's own lights, a line each. */
  order(): Promise<string[]>
}

/** Looks into the database that the settings name; its values are given for each `?`. */
export const looking = <T>(at: Settings, look: (at: Look) => Promise<T>): Promise<T> =>
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
    const asked = { text: text.replace('?', '$1'), values: given, rowMode: 'array' as const }
    return (await client.query<[unknown]>(asked)).rows.map(([first]) => first)
  }
  try {
    return await look({
      values,
      value: async (statement, value) => (await values(statement, ...(value === undefined ? [] : [value])))[0],
      // Files and foreign keys are the server's own care; whose process is gone must hold nobody up.
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
