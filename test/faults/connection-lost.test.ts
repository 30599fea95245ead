import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { CommitUnknown, DatabaseUnavailable, reader, transaction, writer } from '../../src/database/database.ts'
import { postgres } from '../../src/database/dialects/postgres.ts'
import { enqueueJob, job } from '../../src/jobs/job-queue.ts'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { settings } from '../../src/settings.ts'
import { run } from '../database/fresh.ts'
import { testApp } from '../test-app.ts'

/** PostgreSQL closes all connections and accepts no new ones while people work. */
const w = await testApp()
const chen = await w.as('陈静')
const address = settings().DATABASE_URL ?? ''
const name = new URL(address).pathname.slice(1)

const onServer = (statement: string) => run(new URL('/postgres', address).href, statement)
const cut = () => onServer(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`)
const leave = async () => {
  await onServer(`alter database ${name} allow_connections false`)
  await cut()
}
const comeBack = () => onServer(`alter database ${name} allow_connections true`)
afterEach(comeBack)

const form = { name: '吴刚', phone: '13900001111' }
const customers = async () => (await chen.get('/customers')).all('tr[data-id]')
const marks = () => reader().selectFrom('counters').select('name').where('name', 'like', 'mark%').execute()
const mark = (one: string) => writer().insertInto('counters').values({ name: one, value: 1 }).execute()

test('requests meanwhile get a clear message, nothing is written, and everything recovers by itself', async () => {
  expect((await w.nobody().get('/healthz')).status).toBe(200)
  await leave()
  for (const [language, words, back] of [
    ['zh-CN', '暂时无法连接数据库', '填写的内容仍会保留'],
    ['en', "The database can't be reached right now", 'what you entered is still there'],
  ] as const) {
    const headers = { 'accept-language': language }
    for (const answer of [
      await chen.get('/customers', headers),
      await chen.get('/customers.csv', headers),
      await chen.send('/customers', form, headers),
      await w.nobody().send('/login', { username: 'wangfang', password: w.password }, headers),
    ]) {
      expect(answer.status).toBe(503)
      expect(answer.one('h1')).toBe(words)
      expect(answer.text).toContain(back)
      expect(answer.text).not.toMatch(/Error:|node_modules|postgres/)
    }
  }
  expect((await w.nobody().get('/healthz')).status).toBe(503)
  await comeBack()
  expect((await w.nobody().get('/healthz')).status).toBe(200)
  expect(await customers()).toHaveLength(0)
  expect((await chen.send('/customers', form)).status).toBe(303)
  expect(await customers()).toHaveLength(1)
})

test('a transaction whose connection is lost between statements leaves nothing', async () => {
  const cutOff = transaction(async () => {
    await mark('mark: before')
    await cut()
    await mark('mark: after')
  })
  await expect(cutOff).rejects.toBeInstanceOf(DatabaseUnavailable)
  const unheard = transaction(async () => {
    await mark('mark: last')
    await cut()
  })
  await expect(unheard).rejects.toBeInstanceOf(DatabaseUnavailable)
  await transaction(() => mark('mark: another’s'))
  expect(await marks()).toEqual([{ name: 'mark: another’s' }])
})

test('if the connection is lost during the commit, the page says that the result is unknown', async () => {
  await run(
    address,
    `create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$;
     create constraint trigger dawdles after insert on customers deferrable initially deferred
       for each row execute function dawdle()`,
  )
  const sent = chen.send('/customers', { ...form, name: '迟疑', confirm_duplicate: '1' })
  await expect
    .poll(() => onServer(`select 1 from pg_stat_activity where datname = '${name}' and wait_event = 'PgSleep'`))
    .toHaveLength(1)
  await cut()
  const answer = await sent
  expect(answer.status).toBe(503)
  expect(answer.one('h1')).toBe('数据库连接中断')
  expect(answer.text).toContain('请稍后查看记录是否存在')
  await run(address, 'drop trigger dawdles on customers')
  await expect(transaction(() => mark('mark: after the doubt'))).resolves.not.toBeInstanceOf(CommitUnknown)
})

const done: string[] = []
const cutting = job('test.cut', z.object({ times: z.number() }), async ({ times }) => {
  done.push('begun')
  if (done.length <= times) await cut()
  await transaction(() => mark('mark: of the job'))
  done.push('ended')
})

test('an interrupted job is repeated', async () => {
  await transaction(() => enqueueJob(cutting, { times: 1 }, null))
  await runDueJobs().catch(() => undefined)
  await runDueJobs()
  expect(done.at(-1)).toBe('ended')
  expect(await reader().selectFrom('jobs').select(['state', 'error']).where('name', '=', 'test.cut').execute()).toEqual(
    [{ state: 'done', error: null }],
  )
})

test('a file that is being streamed is aborted at once', async () => {
  for (let n = 0; n < 5; n++) await w.customer()
  const mine = postgres(address)
  const rows = (mine.reader as ReturnType<typeof writer>).selectFrom('customers').select('id').stream(1)
  const reading = (async () => {
    for await (const _ of rows) await cut()
  })()
  await expect(reading).rejects.toBeInstanceOf(DatabaseUnavailable)
  await mine.close()
})
