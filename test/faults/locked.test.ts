import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Database, reader, transaction, useDatabase } from '../../src/database/database.ts'
import { postgres, writersLock } from '../../src/database/dialects/postgres.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'
import { enqueueJob, job } from '../../src/jobs/job-queue.ts'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { settings } from '../../src/settings.ts'
import { SessionStore } from '../../src/web/session/session-store.ts'
import { separateConnection } from '../database/fresh.ts'
import { browserImports } from '../imports/importing.ts'
import { testApp } from '../test-app.ts'

/** Another process keeps the write lock; the timeout is shorter here than in production. */
const w = await testApp()
const chen = await w.as('陈静')
const imports = browserImports(chen)
const patience = 200
let mine: Database
let release: () => Promise<unknown>

beforeAll(() => {
  const { DATABASE_URL, databaseFile } = settings()
  mine = DATABASE_URL ? postgres(DATABASE_URL, patience) : sqlite(databaseFile, patience)
})
beforeEach(() => useDatabase(mine))
afterEach(() => vi.restoreAllMocks())
afterAll(() => mine.close())

async function lock(): Promise<void> {
  const { DATABASE_URL, databaseFile } = settings()
  if (DATABASE_URL) {
    const other = await separateConnection(DATABASE_URL)
    await other.query(`begin; select pg_advisory_xact_lock(${writersLock})`)
    release = () => other.end()
  } else {
    const other = new Sqlite(databaseFile)
    other.exec('begin immediate')
    release = async () => other.close()
  }
}

const form = { name: '吴刚', phone: '13900001111' }
const count = async () => (await chen.get('/customers')).all('tr[data-id]').length

test('a form that waited too long gets a clear message, writes nothing, and is accepted when the lock is free', async () => {
  await lock()
  const before = await w.contents()
  const refused = await chen.send('/customers', form)
  expect(refused.status).toBe(503)
  expect(refused.one('h1')).toBe('系统繁忙')
  expect(refused.text).toContain('本次操作未保存')
  expect(refused.text).toContain('填写的内容仍会保留')
  expect((await chen.get('/customers')).status).toBe(200)
  expect(await w.contents()).toEqual(before)
  await release()
  expect((await chen.send('/customers', form)).status).toBe(303)
  expect(await count()).toBe(1)
})

test('so do uploads, downloads and sign-ins', async () => {
  await lock()
  for (const answer of [
    await chen.upload('/customers/import', 'file.csv', 'name,phone\n高敏,1'),
    await chen.get('/customers.csv'),
    await w.nobody().send('/login', { username: 'wangfang', password: w.password }),
  ]) {
    expect(answer.status).toBe(503)
    expect(answer.one('h1')).toBe('系统繁忙')
  }
  await release()
  expect((await w.nobody().send('/login', { username: 'wangfang', password: w.password })).status).toBe(303)
})

test('an import that meets a locked database is repeated', async () => {
  const { path } = await imports.preview('name,phone\n高敏,13900002222\n何苗,13900003333')
  await chen.send(`${path}/commit`)
  await lock()
  await runDueJobs().catch(() => undefined)
  expect((await imports.told(path)).state).toBe('running')
  await release()
  await runDueJobs()
  expect(await imports.told(path)).toMatchObject({ state: 'done', create: 2 })
})

let runs = 0
const hindered = job('test.hindered', z.null(), async () => {
  if (++runs === 1) await lock()
  await transaction(() => Promise.resolve()).finally(() => runs === 1 && release())
})

test('so is work that was interrupted by the lock', async () => {
  await transaction(() => enqueueJob(hindered, null, null))
  await expect(runDueJobs()).rejects.toThrow('writing')
  await runDueJobs()
  const rows = await reader()
    .selectFrom('jobs')
    .select(['state', 'error'])
    .where('name', '=', 'test.hindered')
    .execute()
  expect(rows).toEqual([{ state: 'done', error: null }])
})

test('nobody is signed out because a session could not be read for a moment', async () => {
  vi.spyOn(SessionStore.prototype, 'get').mockImplementationOnce((_, callback) => callback(new Error('not now')))
  expect((await chen.get('/customers')).status).toBe(500)
  expect((await chen.get('/customers')).status).toBe(200)
})
