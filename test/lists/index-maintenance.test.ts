import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { reader, sqlDialect, transaction, writer } from '../../src/database/database.ts'
import { markForOptimize, optimizeIndexes } from '../../src/lists/search/merge-index.ts'
import { newestCandidates, writeSearchIndexEntry } from '../../src/lists/search/search-index.ts'
import { testApp } from '../test-app.ts'

const w = await testApp()
const ids: number[] = []
for (let made = 0; made < 12; made++)
  ids.push(await w.customer({ name: `merged ${made % 3}`, phone: `139${1000 + made}` }))

/** The number of segments in SQLite's index of customers; null on PostgreSQL, which merges by itself. */
async function parts(): Promise<number | null> {
  if (sqlDialect().name !== 'sqlite') return null
  const { rows } = await sql<{
    count: number
  }>`select count(distinct segid) as count from customers_search_idx`.execute(reader())
  return rows[0]?.count ?? 0
}

const words = ['merged', 'merged 1', '1391', '139100', 'z']
const found = () => Promise.all(words.map((word) => newestCandidates('customers', word.split(' '), 99)))
const always = () => true
const onSqlite = (number: number) => (sqlDialect().name === 'sqlite' ? number : null)

test('segments of many commits are merged into one, and the same records are found', async () => {
  const before = await found()
  expect(before[0]?.length).toBe(12)
  if (sqlDialect().name === 'sqlite') expect(await parts()).toBeGreaterThan(3)
  await optimizeIndexes(always, 0)
  expect(await parts()).toBe(onSqlite(1))
  expect(await found()).toEqual(before)
})

test('changed and deleted records are not found any more', async () => {
  await transaction(() => writeSearchIndexEntry('customers', ids[0] ?? 0, 'other 0'))
  await transaction(() => writeSearchIndexEntry('customers', ids[1] ?? 0, 'other 1'))
  markForOptimize()
  await optimizeIndexes(always, 0)
  expect(await parts()).toBe(onSqlite(1))
  expect((await found())[0]).toEqual(ids.slice(2).toReversed())
  expect(await newestCandidates('customers', ['other'], 9)).toEqual([ids[1], ids[0]])
})

test('writing meanwhile does not stop it', async () => {
  const step = (first: boolean) =>
    transaction(() => sqlDialect().grams.merge(sql.table('customers_search'), 1, first, writer()))
  for (const from of [1000, 2000])
    await transaction(async () => {
      for (let id = from; id < from + 300; id++)
        await writeSearchIndexEntry('customers', id, `text ${id * 7919} ${id ** 3}`)
    })
  const before = await newestCandidates('customers', ['text'], 1000)
  await step(true)
  const midway = await parts()
  for (const id of [4000, 4001]) await transaction(() => writeSearchIndexEntry('customers', id, 'text meanwhile'))
  while (await step(false));
  if (sqlDialect().name === 'sqlite') expect(midway).toBeGreaterThan(2)
  expect(await parts()).toBe(onSqlite(1))
  expect(await newestCandidates('customers', ['text'], 1000)).toEqual([4001, 4000, ...before])
  markForOptimize()
  await optimizeIndexes(always, 0)
})

test('it skips unchanged indexes, stops when it must, and continues the next time', async () => {
  await transaction(() => writeSearchIndexEntry('customers', ids[0] ?? 0, 'later 0'))
  await optimizeIndexes(always, 0)
  expect(await parts()).toBe(onSqlite(2))
  markForOptimize()
  await optimizeIndexes(() => false, 0)
  expect(await parts()).toBe(onSqlite(2))
  await optimizeIndexes(always, 0)
  expect(await parts()).toBe(onSqlite(1))
})
