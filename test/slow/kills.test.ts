import { beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { onPostgres } from '../database/fresh.ts'
import { emptyPlace } from '../faults/fault-environment.ts'
import type { Place } from '../tools/crash-test/environment.ts'
import { killRepeatedly } from '../tools/crash-test/kill-test.ts'

/** 100 kills on SQLite, 10 on PostgreSQL; `npm run faults` does any number. */
const times = onPostgres ? 10 : 100
let place: Place
beforeAll(async () => {
  place = await emptyPlace()
})

test('killed repeatedly while writing, the program loses nothing and leaves nothing half done', async () => {
  const outcome = await killRepeatedly(place, times, seededRandom(Math.floor(Math.random() * 1e6)))
  expect(outcome.lacking).toEqual([])
  expect(outcome.kills).toBe(times)
  expect(outcome.acknowledged).toBeGreaterThan(times)
  expect(outcome.repeated).toBeGreaterThan(times / 2)
}, 1_800_000)
