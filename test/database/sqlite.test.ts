import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { beforeAll, expect, test, vi } from 'vitest'
import { analyze } from '../../src/database/database.ts'
import { openReader } from '../../src/database/dialects/sqlite.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { settings } from '../../src/settings.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})

test('a full disk gives a page that reports it, and no partial writes', async () => {
  const before = await w.contents()
  const exec = Sqlite.prototype.exec
  const full = vi.spyOn(Sqlite.prototype, 'exec').mockImplementation(function (this: Sqlite.Database, sql) {
    if (sql === 'commit') throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    return exec.call(this, sql)
  })
  const answer = await chen.send('/customers', { name: '半个', phone: '1' })
  full.mockRestore()
  expect(answer.status).toBe(507)
  expect(answer.text).toMatch(/[0-9a-f]{8}/)
  expect(answer.text).toContain('磁盘已满')
  expect(await w.contents()).toEqual(before)
  expect((await chen.send('/customers', { name: '半个', phone: '1' })).status).toBe(303)
})

test('planner statistics are refreshed after a table has grown', async () => {
  const counted = () => {
    const connection = openReader(settings().databaseFile)
    const known = connection.prepare("select count(*) from sqlite_schema where name = 'sqlite_stat1'").pluck().get()
    const stat = "select cast(stat as integer) from sqlite_stat1 where tbl = 'products' and idx is not null"
    const rows = known ? connection.prepare(stat).pluck().get() : undefined
    connection.close()
    return rows
  }
  await w.product()
  await analyze()
  expect(counted()).toBe(1)
  for (let made = 0; made < 30; made++) await w.product()
  await analyze()
  expect(counted()).toBe(31)
})

test('a database of a pre-release version or another program is refused with a message', () => {
  const file = join(w.folder, 'before.db')
  const made = new Sqlite(file)
  made.exec('create table customers (id integer)')
  expect(() => migrate(file)).toThrow(/before\.db is not a Salesbook database$/)
  made.pragma(`application_id = ${0x534c424b}`)
  expect(() => migrate(file)).toThrow(/^[^\n]*before\.db was made by a Salesbook from before its first release[^\n]*$/)
  expect(made.pragma('user_version', { simple: true })).toBe(0)
  made.close()
})
