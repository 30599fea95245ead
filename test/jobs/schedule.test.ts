import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { tidy, transaction, writer } from '../../src/database/database.ts'
import { openReader, sqlite } from '../../src/database/dialects/sqlite.ts'
import { every } from '../../src/jobs/every.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { settings } from '../../src/settings.ts'
import { world } from '../world.ts'

const { folder } = await world()

test('recurring work recurs, whatever fails, until it is stopped', async () => {
  vi.useFakeTimers()
  let times = 0
  const failures: unknown[] = []
  const act = async () => {
    times++
    if (times === 1) throw new Error('once')
  }
  const stop = every(10, act, (error) => failures.push(error))
  await vi.advanceTimersByTimeAsync(9 * 60_000)
  expect(times).toBe(0)
  await vi.advanceTimersByTimeAsync(22 * 60_000)
  expect(times).toBe(3)
  expect(failures).toHaveLength(1)
  await stop()
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(times).toBe(3)
  vi.useRealTimers()
})

test('files that nobody fetched are removed after a day', async () => {
  const exports = join(folder, 'leftovers')
  mkdirSync(join(exports, 'kept'), { recursive: true })
  const [old, young] = [join(exports, 'old.csv'), join(exports, 'young.csv')]
  for (const path of [old, young]) writeFileSync(path, 'x')
  const yesterday = Date.now() / 1000 - 25 * 3600
  for (const path of [old, join(exports, 'kept')]) utimesSync(path, yesterday, yesterday)
  expect(await sweep(exports, 24)).toBe(1)
  expect([old, young, join(exports, 'kept')].map(existsSync)).toEqual([false, true, true])
  expect(await sweep(join(folder, 'nowhere'), 24)).toBe(0)
})

test('a large write-ahead log is emptied, a small one left alone', async () => {
  const wal = () => statSync(`${settings().databaseFile}-wal`).size
  await transaction(() => writer().insertInto('choices').values({ list: 'region', value: '华东' }).execute())
  const before = wal()
  expect(before).toBeGreaterThan(0)
  await tidy()
  expect(wal()).toBe(before)
  const strict = sqlite(settings().databaseFile, 0)
  await strict.tidy()
  expect(wal()).toBe(0)
  await strict.close()
  const check = openReader(settings().databaseFile)
  expect(check.prepare('select value from choices').pluck().all()).toEqual(['华东'])
  check.close()
})
