import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { deleteOldFiles, runEvery } from '../../src/worker/schedule.ts'
import { testApp } from '../test-app.ts'

const { folder } = await testApp()

test('recurring work is repeated, even after failures, until it is stopped', async () => {
  vi.useFakeTimers()
  let times = 0
  const failures: unknown[] = []
  const act = async () => {
    times++
    if (times === 1) throw new Error('once')
  }
  const stop = runEvery(10, act, (error) => failures.push(error))
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

test('files that nobody downloaded are deleted after a day', async () => {
  const exports = join(folder, 'leftovers')
  mkdirSync(join(exports, 'kept'), { recursive: true })
  const [old, young] = [join(exports, 'old.csv'), join(exports, 'young.csv')]
  for (const path of [old, young]) writeFileSync(path, 'x')
  const yesterday = Date.now() / 1000 - 25 * 3600
  for (const path of [old, join(exports, 'kept')]) utimesSync(path, yesterday, yesterday)
  expect(await deleteOldFiles(exports, 24)).toBe(1)
  expect([old, young, join(exports, 'kept')].map(existsSync)).toEqual([false, true, true])
  expect(await deleteOldFiles(join(folder, 'nowhere'), 24)).toBe(0)
})
