import pg from 'pg'
import { types } from '../../src/database/dialects/postgres-values.ts'

/** The migrated database that each test's database is copied from. */
export const template = 'salesbook_template'

const server = process.env.TEST_POSTGRES ?? ''

/** Whether these tests run on PostgreSQL. If the server could not start, they are loaded but skipped. */
export const onPostgres = process.env.TEST_DATABASE === 'postgres' && server !== ''

/** Creates a migrated database on the test server; returns its URL. */
export const freshDatabase = (): Promise<string> => made(template)

/** Creates an empty database; returns its URL. */
export const emptyDatabase = (): Promise<string> => made('template0')

async function made(from: string): Promise<string> {
  const name = `world_${process.pid}_${process.hrtime.bigint()}`
  await run(`${server}postgres`, `create database ${name} template ${from}`)
  return server + name
}

export async function dropDatabase(address: string): Promise<void> {
  await run(`${server}postgres`, `drop database ${address.slice(server.length)} with (force)`)
}

/** A separate connection, which may still be open when its database is dropped. */
export async function separateConnection(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address, types })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Runs a statement on a separate connection; numbers are parsed as on the program's connections. */
export async function run<R extends pg.QueryResultRow>(address: string, statement: string): Promise<R[]> {
  const client = await separateConnection(address)
  try {
    return (await client.query<R>(statement)).rows
  } finally {
    await client.end()
  }
}
