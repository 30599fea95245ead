import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { readEnvironmentSettings, useSettings } from '../../src/settings.ts'
import { emptyPlace } from '../faults/fault-environment.ts'
import { differences, missingRecords } from '../tools/crash-test/assertions.ts'
import { browsers, firstPassword } from '../tools/crash-test/browsers.ts'
import { writerFor, writeUntilGone } from '../tools/crash-test/client.ts'
import { withQueries } from '../tools/crash-test/verify.ts'
import { start } from '../tools/program/program.ts'

test('on SIGTERM while four browsers write, the program finishes accepted requests and accepts no more', async () => {
  const place = await emptyPlace()
  const at = readEnvironmentSettings(place)
  useSettings(at)
  const program = await start('src/main.js', at.DATA_DIR, { ...place, MANAGER_PASSWORD: firstPassword })
  const writers = (await browsers(program.origin, 4)).map(writerFor)
  let count = 0
  let stopped: Promise<void> | undefined
  const told = () => {
    if (++count === 40) stopped = program.stop()
  }
  const written = await Promise.all(
    writers.map((one) => writeUntilGone(one, () => `act ${Math.random()}`, seededRandom(1), told)),
  )
  await stopped
  // A graceful stop moves SQLite's WAL into the database file.
  expect(existsSync(`${at.databaseFile}-wal`)).toBe(false)
  expect(count).toBeGreaterThanOrEqual(40)
  expect([...(await missingRecords(at, written.flat())), ...(await differences(at))]).toEqual([])
  // Operations that got no response were not written.
  for (const { unanswered } of writers)
    if (unanswered?.kept.value.startsWith('act '))
      expect(
        await withQueries(at, (look) => look.value(unanswered.kept.statement, unanswered.kept.value)),
        unanswered.path,
      ).toBe(0)
})
