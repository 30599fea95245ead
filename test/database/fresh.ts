import pg from 'pg'
import { types } from '../../src/database/dialects/postgres-values.ts'

/** The database that every world's own is a copy of. */
export const template = 'salesbook_template'

const server = process.env.TEST_POSTGRES ?? ''

/** Whether these tests run on PostgreSQL; where its server could not start, they are skipped and only loaded. */
export const onPostgres = process.env.TEST_DATABASE === 'postgres' && server !== ''

/** A fresh database on the tests' server, migrated; returns its address. */
export const freshDatabase = (): Promise<string> => made(template)

/** The same with nothing in it. */
export const emptyDatabase = (): Promise<string> => made('template0')

async function made(from: string): Promise<string> {
  const name = `world_${process.pid}_${process.hrtime.bigint()}`
  await run(`${server}postgres`, `create database ${name} template ${from}`)
  return server + name
}

export async function dropDatabase(address: string): Promise<void> {
  await run(`${server}postgres`, `drop database ${address.slice(server.length)} with (force)`)
}

/** A connection of one's own, which may stand when its database is dropped. */
export async function connected(address: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: address, types })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Runs a statement on a connection of its own; numbers come as the program's own connections give them. */
export async function run<R extends pg.QueryResultRow>(address: string, statement: string): Promise<R[]> {
  const client = await connected(address)
  try {
    return (await client.query<R>(statement)).rows
  } finally {
    await client.end()
  }
}
