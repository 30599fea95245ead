import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { settings } from '../../src/settings.ts'
import { run } from '../database/fresh.ts'
import { browserImports } from '../imports/importing.ts'
import { testApp } from '../test-app.ts'

/** A full disk: SQLite's file may not grow; on PostgreSQL a table raises the error for a full disk. */
const w = await testApp()
const chen = await w.as('陈静')
const imports = browserImports(chen)

const pages = async (most: number) =>
  transaction(async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(writer())
    await sql`pragma max_page_count = ${sql.raw(String(Math.max(most, rows[0]?.page_count ?? 0)))}`.execute(writer())
  })
const { DATABASE_URL } = settings()
const noRoom = `create function no_room() returns trigger language plpgsql as $$
  begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
  create trigger no_room before insert on customers for each row execute function no_room()`
const fill = () => (DATABASE_URL ? run(DATABASE_URL, noRoom) : pages(0))
const makeRoom = () => (DATABASE_URL ? run(DATABASE_URL, 'drop function if exists no_room cascade') : pages(1_000_000))
afterEach(makeRoom)

const large = { name: '吴刚', phone: '13900001111', notes: '长'.repeat(4000) }

test('a form gets a message about the full disk, writes nothing, and is accepted when there is space', async () => {
  await w.customer()
  await fill()
  const before = await w.contents()
  const refused = await chen.send('/customers', large)
  expect(refused.status).toBe(507)
  expect(refused.text).toContain('服务器磁盘已满')
  expect(refused.text).toContain('返回上一页')
  expect(await w.contents()).toEqual(before)
  expect((await chen.get('/customers')).status).toBe(200)
  await makeRoom()
  expect((await chen.send('/customers', large)).status).toBe(303)
})

test('an import on a full disk writes no row, reports it, and can be started again', async () => {
  const lines = Array.from(
    { length: 400 },
    (_, index) => `何思远 ${index},${18_000_000_000 + index},${'备'.repeat(900)}`,
  )
  const file = ['name,phone,notes', ...lines].join('\n')
  const { path } = await imports.preview(file)
  const customers = (await chen.get('/customers')).one('[data-count]')
  expect((await chen.send(`${path}/commit`)).status).toBe(303)
  await fill()
  await runDueJobs().catch(() => undefined)
  expect((await chen.get('/customers')).one('[data-count]')).toBe(customers)
  await makeRoom()
  await runDueJobs()
  expect((await imports.told(path)).state).toBe('failed')
  expect((await chen.get(path)).text).toContain('服务器磁盘已满')
  expect(await imports.all(file)).toMatchObject({ state: 'done', create: 400 })
})
