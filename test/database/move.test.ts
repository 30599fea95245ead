import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { copyValue } from '../../src/commands/migrate-to-postgres/copy-format.ts'
import { migrateToPostgres } from '../../src/commands/migrate-to-postgres/migrate-to-postgres.ts'
import { reader, transaction, useDatabase, writer } from '../../src/database/database.ts'
import { postgres } from '../../src/database/dialects/postgres.ts'
import { migratePostgres } from '../../src/database/dialects/postgres-migrate.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { WrongDatabase } from '../../src/database/wrong-database.ts'
import { matchesIndex } from '../../src/lists/search/search-index.ts'
import { collectionDifferences } from '../../src/reports/integrity/collections.ts'
import { factDifferences } from '../../src/reports/integrity/facts.ts'
import { readEnvironmentSettings, settings, useSettings } from '../../src/settings.ts'
import { generate } from '../tools/generate/generate.ts'
import { dropDatabase, emptyDatabase, run } from './fresh.ts'

/** Moving from SQLite to PostgreSQL: all of the data is copied, or none. */
const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
const file = join(folder, 'salesbook.db')
const awkward = 'tab\t, line\r\n, back\\slash, \\N, \\., {"quote"}, 张三, 𠮷'
let there: string

beforeAll(() => {
  useSettings(readEnvironmentSettings({ DATA_DIR: folder }))
  migrate(file)
  const size = { customers: 120, orders: 600, by: seededRandom(3), last: '2026-03-31', now: '2026-03-31T08:00:00.000Z' }
  generate(file, { ...size, zone: settings().TIME_ZONE }, () => undefined)
  const filling = new Sqlite(file)
  filling.prepare('update customers set notes = ?, merged_into = 100 where id = 7').run(awkward)
  filling.prepare('insert into choice_lists (id, list, value) values (900, ?, ?)').run('source', '走廊')
  filling.prepare('delete from choice_lists where id = 900').run()
  filling.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  there = await emptyDatabase()
})
afterEach(() => dropDatabase(there))

const moving = (): Promise<void> => migrateToPostgres(file, there, () => undefined)

test('all data of the file is served from the server', async () => {
  const told = new Map<string, string>()
  await migrateToPostgres(file, there, (table, rows) => told.set(table, rows))
  expect([told.get('customers'), told.get('orders')]).toEqual(['120', '600'])
  const database = postgres(there)
  useDatabase(database)
  try {
    expect(await all(factDifferences())).toEqual([])
    expect(await all(collectionDifferences())).toEqual([])
    const customer = await reader().selectFrom('customers').selectAll().where('id', '=', 7).executeTakeFirstOrThrow()
    expect([customer.notes, customer.merged_into]).toEqual([awkward, 100])
    const searched = reader()
      .selectFrom('customers')
      .select('id')
      .where(matchesIndex('customers', [customer.search_text.split(/\s/)[0] ?? '']))
    expect((await searched.execute()).map(({ id }) => id)).toContain(7)
    const made = transaction(() =>
      writer()
        .insertInto('choice_lists')
        .values({ list: 'source', value: '新' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    expect((await made).id).toBe(901)
    await expect(sql`delete from history`.execute(reader())).rejects.toThrow()
  } finally {
    useDatabase(undefined)
    await database.close()
  }
})

test('a database that contains data is left alone', async () => {
  await migratePostgres(there)
  await run(there, `insert into counters values ('theirs', 1)`)
  await expect(moving()).rejects.toThrow(/is not empty \(counters\)/)
  expect(await run(there, 'select count(*)::int as n from customers')).toEqual([{ n: 0 }])
})

test('a file that the program has open is refused, because it may still change', async () => {
  const serving = new Sqlite(file)
  serving.prepare('select count(*) from users').get()
  await expect(moving()).rejects.toThrow(/in use: stop Salesbook first/)
  serving.close()
  await moving()
})

test('if data is missing, each difference is reported and nothing is kept', async () => {
  await migratePostgres(there)
  await run(
    there,
    `create function lose() returns trigger language plpgsql as $$ begin return null; end $$;
     create trigger lose before insert on communications for each row when (new.id = 5) execute function lose()`,
  )
  const refused = await moving().catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(WrongDatabase)
  expect(String(refused)).toMatch(/rows: 357 here, 356 there\ncommunications, id: \d+ here, \d+ there/)
  expect(await run(there, 'select count(*)::int as n from customers')).toEqual([{ n: 0 }])
})

test('values are written in the format of COPY', () => {
  expect(['a\tb\\c\nd\re', null, 12n, 'x\0y', ''].map(copyValue)).toEqual(['a\\tb\\\\c\\nd\\re', '\\N', '12', 'xy', ''])
})

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines) found.push(line)
  return found
}
