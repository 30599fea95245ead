import { useDatabase } from '../../../src/database/database.ts'
import { openToRead } from '../../../src/database/open.ts'
import { allDifferences } from '../../../src/reports/integrity/check.ts'
import type { Settings } from '../../../src/settings.ts'
import type { Sent } from './client.ts'
import { type Look, withQueries } from './verify.ts'

/**
 * What is wrong with a database after a crash, one line each: acknowledged writes that are missing, failed integrity
 * checks, half-done imports and gaps in order numbers. Empty if nothing is.
 */
export const missingRecords = (at: Settings, acknowledged: readonly Sent[]): Promise<string[]> =>
  withQueries(at, async (look) => [
    ...(await lost(look, acknowledged)),
    ...(await look.order()),
    ...(await broken(look)),
  ])

async function lost(look: Look, acknowledged: readonly Sent[]): Promise<string[]> {
  const found: string[] = []
  for (const { kept, path } of acknowledged) {
    const rows = await look.value(kept.statement, kept.value)
    if (rows !== 1) found.push(`${path}: ${kept.value} was acknowledged and is there ${String(rows)} times`)
  }
  return found
}

async function broken(look: Look): Promise<string[]> {
  const halves = await look.values(halfDone)
  const [given, last] = [
    await look.value(`select count(*) ${numbered}`),
    await look.value(`select ${highest} ${numbered}`),
  ]
  return [
    ...halves.map((id) => `import ${String(id)} is done, and not all of its rows are there`),
    ...(given === last ? [] : [`${String(given)} numbers are given up to ${String(last)}`]),
  ]
}

const numbered = "from orders where number like 'SO-%'"
const highest = 'coalesce(max(cast(substr(number, 4) as integer)), 0)'

/** Each test import has twenty rows, named by its file: all of them must exist once it is done, and none before. */
const halfDone = `select id from imports where (select count(*) from customers
    where name like replace(file_name, '.csv', ' %')) <> case state when 'done' then 20 else 0 end`

/** How many imports are being read or written. */
export const countRunningImports = async (at: Settings): Promise<number> =>
  Number(
    await withQueries(at, (look) => look.value("select count(*) from imports where state in ('reading', 'running')")),
  )

/** Differences between orders, facts and collections when they are computed again, one line each. */
export async function differences(at: Settings): Promise<string[]> {
  const database = await openToRead(at)
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
