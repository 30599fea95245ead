import Sqlite from 'better-sqlite3'
import { useDatabase } from '../../database/database.ts'
import { sqliteReader } from '../../database/dialects/sqlite.ts'
import { allDifferences } from '../../reports/check-all.ts'
import type { Sent } from './writing.ts'

/** What a file lacks after a fault, a line each: acknowledged acts, its own order, numbers. None: all is well. */
export function lacks(file: string, acknowledged: readonly Sent[]): string[] {
  const connection = new Sqlite(file, { readonly: true, timeout: 10_000 })
  try {
    return [
      ...acknowledged.flatMap(({ kept, path }) => {
        const rows = connection.prepare(kept.statement).pluck().get(kept.value)
        return rows === 1 ? [] : [`${path}: ${kept.value} was acknowledged and is there ${String(rows)} times`]
      }),
      ...broken(connection),
    ]
  } finally {
    connection.close()
  }
}

function broken(connection: Sqlite.Database): string[] {
  const integrity = String(connection.pragma('integrity_check', { simple: true }))
  const strays = connection.pragma('foreign_key_check') as object[]
  const halves = connection.prepare(halfDone).pluck().all()
  const numbers = connection.prepare<[], { given: number; last: number }>(numbered).get()
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
    ...(strays.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(strays)}`]),
    ...halves.map((id) => `import ${String(id)} is done, and not all of its rows are there`),
    ...(numbers?.given === numbers?.last ? [] : [`${numbers?.given} numbers are given up to ${numbers?.last}`]),
  ]
}

const numbered = `select count(*) as given, coalesce(max(cast(substr(number, 4) as integer)), 0) as last
  from orders where number like 'SO-%'`

/** Imports bring twenty rows each, named by their file: all of them once done, none before. */
const halfDone = `select id from imports where (select count(*) from customers
    where name like replace(file_name, '.csv', ' %')) <> case state when 'done' then 20 else 0 end`

/** How many imports are being read or written. */
export function underWay(file: string): number {
  const connection = new Sqlite(file, { readonly: true, timeout: 10_000 })
  const count = connection.prepare("select count(*) from imports where state in ('reading', 'running')").pluck().get()
  connection.close()
  return Number(count)
}

/** What orders, facts and collections should say, computed anew: a line for each difference. */
export async function differences(file: string): Promise<string[]> {
  const database = sqliteReader(file)
  useDatabase(database)
  try {
    const found: string[] = []
    for await (const one of allDifferences()) found.push(one)
    return found
  } finally {
    useDatabase(undefined)
    await database.close()
  }
}
