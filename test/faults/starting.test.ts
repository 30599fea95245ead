import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyPlace } from './fault-environment.ts'

/** A module loaded before the program: statements containing `part` fail as on a full disk. */
const full = (code: string, part: string) => `
  import Sqlite from '${import.meta.resolve('better-sqlite3')}'
  const exec = Sqlite.prototype.exec
  Sqlite.prototype.exec = function (statement) {
    if (statement.includes('${part}')) throw new Sqlite.SqliteError('no room', '${code}')
    return exec.call(this, statement)
  }`

test.each([
  ['SQLITE_FULL', 'create table'],
  ['SQLITE_FULL', 'commit'],
  ['SQLITE_IOERR_SHMSIZE', 'begin immediate'],
])('a start on a full disk (%s at %s) is reported in one line, and the next one works', async (code, part) => {
  const place = await emptyPlace()
  const first = join(place.DATA_DIR, 'first.mjs')
  writeFileSync(first, full(code, part))
  const env = { PATH: process.env.PATH, ...place, PORT: '0' }
  const refused = spawnSync(process.execPath, ['--import', first, 'dist/src/main.js'], { env, encoding: 'utf8' })
  expect(refused.status).toBe(1)
  expect(refused.stderr).toBe('the disk is full: free up space and start again; no saved data is lost\n')

  const program = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  program.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  const served = /^First manager account: manager \/ \S+ .*\nSalesbook is on http/
  await expect.poll(() => said).toMatch(served)
  program.kill('SIGTERM')
  expect(await once(program, 'exit')).toEqual([0, null])
})
