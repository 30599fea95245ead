import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { start } from '../../src/commands/bench/program.ts'
import { chance } from '../../src/commands/demo/random.ts'
import { browsers, firstPassword } from '../../src/commands/faults/browsers.ts'
import { looking } from '../../src/commands/faults/look.ts'
import { differences, lacks } from '../../src/commands/faults/proof.ts'
import { writerAt, writeUntilGone } from '../../src/commands/faults/writing.ts'
import { configure, readSettings } from '../../src/settings.ts'
import { emptyPlace } from './place.ts'

test('told to end while four browsers write, the program answers what it has taken and takes nothing more', async () => {
  const place = await emptyPlace()
  const at = readSettings(place)
  configure(at)
  const program = await start('main.js', at.DATA_DIR, { ...place, MANAGER_PASSWORD: firstPassword })
  const writers = (await browsers(program.origin, 4)).map(writerAt)
  let count = 0
  let stopped: Promise<void> | undefined
  const told = () => {
    if (++count === 40) stopped = program.stop()
  }
  const written = await Promise.all(
    writers.map((one) => writeUntilGone(one, () => `act ${Math.random()}`, chance(1), told)),
  )
  await stopped
  // The log of a file is taken in at a gentle end; a server keeps its own.
  expect(existsSync(`${at.databaseFile}-wal`)).toBe(false)
  expect(count).toBeGreaterThanOrEqual(40)
  expect([...(await lacks(at, written.flat())), ...(await differences(at))]).toEqual([])
  // What was not taken was not answered as done, and is not there.
  for (const { unanswered } of writers)
    if (unanswered?.kept.value.startsWith('act '))
      expect(
        await looking(at, (look) => look.value(unanswered.kept.statement, unanswered.kept.value)),
        unanswered.path,
      ).toBe(0)
}, 180_000)
