import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'

let folder: string
let file: string
let database: Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salesbook-checkpoints-'))
  file = join(folder, 'salesbook.db')
  database = sqlite(file)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (megabytes: number) =>
  database.transact(async (writer) => {
    await sql`create table if not exists filler (text text)`.execute(writer)
    for (let count = 0; count < megabytes; count++)
      await sql`insert into filler values (${'x'.repeat(1 << 20)})`.execute(writer)
  })

/** Rows in the database file without its WAL, as after a power failure that lost the WAL. */
function inTheFile(): number {
  const alone = join(folder, 'alone.db')
  copyFileSync(file, alone)
  const copy = new Sqlite(alone)
  try {
    return copy.prepare('select count(*) from filler').pluck().get() as number
  } catch {
    return 0
  } finally {
    copy.close()
  }
}

test('committed data is moved into the file automatically', async () => {
  await write(8)
  expect(inTheFile()).toBe(0)
  await expect.poll(inTheFile).toBe(8)
})

test('small amounts stay in the WAL until there is more, and closing moves all of it', async () => {
  await write(1)
  await write(9)
  await database.close()
  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined()
  expect(inTheFile()).toBe(10)
  database = sqlite(file)
})

test('the WAL does not keep growing, because it restarts after a checkpoint', async () => {
  for (let round = 1; round <= 4; round++) {
    await write(6)
    await expect.poll(inTheFile).toBe(round * 6)
  }
  expect(statSync(`${file}-wal`).size).toBeLessThan(16 << 20)
})

test('before large writes the WAL restarts as soon as nobody reads the older data', async () => {
  await write(6)
  const before = statSync(`${file}-wal`).size
  const reading = new Sqlite(file, { readonly: true })
  reading.exec('begin')
  reading.prepare('select count(*) from filler').get()
  const anew = database.checkpointWal()
  setTimeout(() => reading.close(), 200)
  await anew
  await write(5)
  expect(statSync(`${file}-wal`).size).toBe(before)
  expect(inTheFile()).toBeGreaterThanOrEqual(6)
})

test('a command waits for the checkpoint and for nothing else', async () => {
  const code = `
    import { sqlite } from './dist/src/database/dialects/sqlite.js'
    import { sql } from 'kysely'
    const database = sqlite(${JSON.stringify(join(folder, 'command.db'))})
    await database.transact(async (writer) => {
      await sql\`create table filler (text text)\`.execute(writer)
      for (let count = 0; count < 6; count++) await sql\`insert into filler values (\${'x'.repeat(1 << 20)})\`.execute(writer)
    })
    await database.checkpointWal()
    console.log('went on')
    await database.close()
    console.log('closed')`
  const said = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code])
  expect(said.stdout).toBe('went on\nclosed\n')
})
