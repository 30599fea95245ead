import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { postgres, postgresReader } from '../../src/database/dialects/postgres.ts'
import { migratePostgres } from '../../src/database/dialects/postgres-migrate.ts'
import { parsePostgresInteger, withoutNul } from '../../src/database/dialects/postgres-values.ts'
import { WrongDatabase } from '../../src/database/wrong-database.ts'
import { settings } from '../../src/settings.ts'
import { testApp } from '../test-app.ts'
import { dropDatabase, emptyDatabase, run } from './fresh.ts'

let w: Awaited<ReturnType<typeof testApp>>
let address: string
beforeAll(async () => {
  w = await testApp()
  address = settings().DATABASE_URL ?? ''
})

describe('migrating', () => {
  let empty: string
  afterEach(() => dropDatabase(empty))

  test('runs once when several processes start at the same time', async () => {
    empty = await emptyDatabase()
    await Promise.all([1, 2, 3].map(() => migratePostgres(empty)))
    expect(await run(empty, 'select count(*)::int as versions from salesbook_schema')).toEqual([{ versions: 1 }])
    expect(await run(empty, 'select count(*)::int as users from users')).toEqual([{ users: 0 }])
  })

  test('leaves a database of another program or a newer version alone', async () => {
    empty = await emptyDatabase()
    await run(empty, 'create table theirs (id integer)')
    await expect(migratePostgres(empty)).rejects.toThrow(WrongDatabase)
    await run(empty, 'drop table theirs')
    await run(empty, 'create table schema_version (version integer)')
    await expect(migratePostgres(empty)).rejects.toThrow(/before its first release/)
    await run(empty, 'drop table schema_version')
    await migratePostgres(empty)
    await run(empty, 'update salesbook_schema set version = 999')
    await expect(migratePostgres(empty)).rejects.toThrow(/newer Salesbook \(schema 999/)
  })
})

test('an unreachable server is reported in one line without the password', async () => {
  const gone = migratePostgres('postgres://somebody:hidden@127.0.0.1:1/nowhere')
  await expect(gone).rejects.toThrow(/^DATABASE_URL: .*ECONNREFUSED/)
  await expect(gone).rejects.not.toThrow(/hidden/)
})

test('readers cannot write', async () => {
  const reading = postgresReader(address)
  const made = writer_of(reading).insertInto('counters').values({ name: 'x', value: 1 })
  await expect(made.execute()).rejects.toThrow('read-only transaction')
  await reading.close()
})

const writer_of = (database: { reader: unknown }) => database.reader as ReturnType<typeof writer>

test('history cannot be updated, deleted or truncated', async () => {
  await w.customer()
  for (const statement of ['update history set what = what', 'delete from history', 'truncate history'])
    await expect(run(address, statement)).rejects.toThrow('history is append-only')
})

test('writes after a caught error in the same transaction are not reported as committed', async () => {
  const act = transaction(async () => {
    await writer().insertInto('counters').values({ name: 'caught', value: 1 }).execute()
    const again = writer().insertInto('counters').values({ name: 'caught', value: 2 })
    await again.execute().catch(() => undefined)
  })
  await expect(act).rejects.toThrow('nothing was written')
  expect(await reader().selectFrom('counters').selectAll().where('name', '=', 'caught').execute()).toEqual([])
})

test('concurrent statements of one transaction wait for each other', async () => {
  const names = ['a', 'b', 'c', 'd']
  await transaction(() =>
    Promise.all(names.map((name) => writer().insertInto('counters').values({ name, value: 1 }).execute())),
  )
  const found = await reader().selectFrom('counters').select('name').where('name', 'in', names).execute()
  expect(found).toHaveLength(4)
})

test('null sorts as in SQLite, and texts by code point', async () => {
  await transaction(async () => {
    await writer().deleteFrom('settings').execute()
    for (const name of ['b', 'B', 'a', '张', 'É', '1'])
      await writer().insertInto('settings').values({ name, value: name }).execute()
  })
  const sorted = await reader().selectFrom('settings').select('name').orderBy('name').execute()
  expect(sorted.map(({ name }) => name)).toEqual(['1', 'B', 'a', 'b', 'É', '张'])
  for (const due_on of ['', '2026-01-02', '2026-01-01']) await w.customer({ name: '次序', region: due_on })
  const regions = async (direction: 'asc' | 'desc') =>
    (
      await reader()
        .selectFrom('customers')
        .select('region as place')
        .where('name', '=', '次序')
        .orderBy('place', direction)
        .execute()
    ).map(({ place }) => place)
  expect(await regions('asc')).toEqual([null, '2026-01-01', '2026-01-02'])
  expect(await regions('desc')).toEqual(['2026-01-02', '2026-01-01', null])
})

test('rows are streamed while other queries run', async () => {
  const streamed: number[] = []
  const rows = writer_of({ reader: reader() }).selectFrom('customers').select('id').orderBy('id').stream(1)
  for await (const { id } of rows)
    streamed.push((await reader().selectFrom('customers').select('id').where('id', '=', id).execute())[0]?.id ?? 0)
  expect(streamed.length).toBeGreaterThan(2)
  expect(streamed).toEqual(streamed.toSorted((a, b) => a - b))
})

test('numbers are numbers, or an error; NUL is removed', () => {
  expect([parsePostgresInteger('9007199254740991'), parsePostgresInteger('-12'), parsePostgresInteger('0')]).toEqual([
    Number.MAX_SAFE_INTEGER,
    -12,
    0,
  ])
  expect(() => parsePostgresInteger('9007199254740993')).toThrow(RangeError)
  expect([withoutNul('a\0b'), withoutNul('ab'), withoutNul(1), withoutNul(null)]).toEqual(['ab', 'ab', 1, null])
})

test('one of several processes runs jobs; another takes over when it is gone', async () => {
  const [one, other] = [postgres(address), postgres(address)]
  expect([await one.isLeader(), await other.isLeader(), await one.isLeader()]).toEqual([true, false, true])
  await one.close()
  await expect.poll(() => other.isLeader()).toBe(true)
  await other.close()
})

test('a connection closed by the server is replaced', async () => {
  const mine = postgres(address)
  const count = () => mine.transact((writer) => writer.selectFrom('users').select('id').execute())
  expect(await count()).toHaveLength(3)
  const admin = new pg.Client({ connectionString: address })
  await admin.connect()
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await admin.end()
  await expect.poll(() => count().catch(() => [])).toHaveLength(3)
  await mine.close()
})
