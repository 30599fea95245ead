import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { start } from '../../src/commands/bench/program.ts'
import { chance } from '../../src/commands/demo/random.ts'
import { browsers, firstPassword } from '../../src/commands/faults/browsers.ts'
import { lacks } from '../../src/commands/faults/proof.ts'
import { writerAt, writeUntilGone } from '../../src/commands/faults/writing.ts'
import { configure, readSettings } from '../../src/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
const file = join(folder, 'salesbook.db')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('told to end while four browsers write, the program answers what it has taken and takes nothing more', async () => {
  configure(readSettings({ DATA_DIR: folder }))
  const program = await start('main.js', folder, { MANAGER_PASSWORD: firstPassword })
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
  expect(existsSync(`${file}-wal`)).toBe(false)
  expect(count).toBeGreaterThanOrEqual(40)
  expect(lacks(file, written.flat())).toEqual([])
  const look = new Sqlite(file, { readonly: true })
  for (const { unanswered } of writers)
    if (unanswered?.kept.value.startsWith('act '))
      expect(look.prepare(unanswered.kept.statement).pluck().get(unanswered.kept.value), unanswered.path).toBe(0)
  look.close()
}, 60_000)
