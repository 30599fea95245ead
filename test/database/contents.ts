import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import type pg from 'pg'
import { settings } from '../../src/settings.ts'
import { run, separateConnection } from './fresh.ts'

const passing = new Set(['sessions', 'login_failures', 'trusted_devices'])

/**
 * A hash of each table, without short-lived ones such as sessions; equal values before and after mean that nothing was
 * written.
 */
export async function contents(): Promise<Record<string, string>> {
  const { DATABASE_URL, databaseFile } = settings()
  const all = DATABASE_URL ? await atServer(DATABASE_URL) : inFile(databaseFile)
  return Object.fromEntries(all.filter(([name]) => !passing.has(name) && !name.includes('_search')))
}

/** Each SQLite table with a hash of its rows. */
function inFile(file: string): [string, string][] {
  const connection = new Sqlite(file, { readonly: true })
  const names = connection.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
  const rows = (name: string) => JSON.stringify(connection.prepare(`select * from ${name}`).all())
  const found = (names.pluck().all() as string[])
    .filter((name) => !name.includes('_search'))
    .map((name): [string, string] => [name, createHash('sha256').update(rows(name)).digest('hex')])
  connection.close()
  return found
}

const tableNames = 'select table_name as name from information_schema.tables where table_schema = current_schema()'

/** Kept open, because this is called thousands of times and connecting takes longer than the query. */
let looking: { address: string; client: pg.Client } | undefined

async function atServer(address: string): Promise<[string, string][]> {
  looking = looking?.address === address ? looking : { address, client: await separateConnection(address) }
  const { client } = looking
  const { rows: tables } = await client.query<{ name: string }>(tableNames)
  const hash = (name: string) =>
    `select '${name}' as name, md5(string_agg(r::text, ' ' order by r::text)) as hash from ${name} as r`
  const { rows } = await client.query<{ name: string; hash: string }>(
    tables.map(({ name }) => hash(name)).join(' union all '),
  )
  return rows.map(({ name, hash }) => [name, hash])
}

/** Whether a text is anywhere in the database, including the WAL. */
export async function databaseContains(text: string): Promise<boolean> {
  const { DATABASE_URL, databaseFile } = settings()
  if (!DATABASE_URL) return ['', '-wal'].some((end) => readFileSync(databaseFile + end).includes(text))
  const tables = await run<{ name: string }>(DATABASE_URL, tableNames)
  for (const { name } of tables)
    for (const row of await run(DATABASE_URL, `select * from ${name}`))
      if (JSON.stringify(row).includes(text)) return true
  return false
}

/** The single value that a query returns, on a separate connection. */
export async function queryValue(statement: string): Promise<unknown> {
  const { DATABASE_URL, databaseFile } = settings()
  if (DATABASE_URL) {
    const [row] = await run(DATABASE_URL, statement)
    return Object.values(row ?? {})[0]
  }
  const connection = new Sqlite(databaseFile, { readonly: true })
  const found = connection.prepare(statement).pluck().get()
  connection.close()
  return found
}

/** SQLite's query plan, one line per step. */
export function planOf({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): string[] {
  const connection = new Sqlite(settings().databaseFile, { readonly: true })
  const steps = connection.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
  connection.close()
  return steps.map(({ detail }) => detail)
}
