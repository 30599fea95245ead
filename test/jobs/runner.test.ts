import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { ValidationError } from '../../src/i18n/error-classes.ts'
import { enqueueJob, job } from '../../src/jobs/job-queue.ts'
import { deleteFinishedJobs, runDueJobs, startRunner } from '../../src/jobs/runner.ts'
import { testApp } from '../test-app.ts'

const department = await testApp()
const by = department.who('王芳')

const done: string[] = []
const given: { failed: string[] } = { failed: [] }
const greet = job('test.greet', z.object({ name: z.string() }), async ({ name }, by) => {
  done.push(`${name} by ${by?.id ?? 'nobody'}`)
})
const refuse = job(
  'test.refuse',
  z.object({ with: z.enum(['refusal', 'code', 'bug']) }),
  async (asked) => {
    if (asked.with === 'refusal') throw new ValidationError('file', 'errors.required')
    throw Object.assign(new Error('no'), asked.with === 'code' ? { code: 'ENOSPC' } : {})
  },
  async (asked, code) => {
    given.failed.push(`${asked.with}: ${code}`)
  },
)
const spoilt = job(
  'test.spoilt',
  z.object({}),
  () => Promise.reject(new Error('no')),
  () => Promise.reject(new Error('nor that')),
)
const chain = job('test.chain', z.object({}), () => transaction(() => enqueueJob(greet, { name: 'the next' }, null)))

const rows = () => reader().selectFrom('jobs').selectAll().orderBy('id').execute()
const put = <P>(one: Parameters<typeof enqueueJob<P>>[0], payload: P, at?: Date) =>
  transaction(() => enqueueJob(one, payload, by, at))

/** Sets a job's state as a killed process would leave it. */
const killed = (id: number, attempts: number) =>
  transaction(() => writer().updateTable('jobs').set({ state: 'running', attempts }).where('id', '=', id).execute())

beforeEach(async () => {
  done.length = 0
  given.failed.length = 0
  await transaction(() => writer().deleteFrom('jobs').execute())
})

test('jobs run once, in order, with the account that enqueued them', async () => {
  await put(greet, { name: 'first' })
  await put(greet, { name: 'second' })
  expect(await runDueJobs()).toBe(2)
  expect(await runDueJobs()).toBe(0)
  expect(done).toEqual([`first by ${by.id}`, `second by ${by.id}`])
  expect(await rows()).toMatchObject([
    { state: 'done', attempts: 1, error: null, user_id: by.id },
    { state: 'done', attempts: 1 },
  ])
})

test('a job enqueued in a rolled-back transaction does not exist', async () => {
  const act = transaction(async () => {
    await enqueueJob(greet, { name: 'never' }, by)
    throw new Error('the act failed')
  })
  await expect(act).rejects.toThrow('the act failed')
  expect(await rows()).toEqual([])
  await expect(enqueueJob(greet, { name: 'never' }, by)).rejects.toThrow('outside a transaction')
})

test('a job waits for its time', async () => {
  await put(greet, { name: 'later' }, new Date(Date.now() + 60_000))
  expect(await runDueJobs()).toBe(0)
  expect(await rows()).toMatchObject([{ state: 'waiting' }])
})

test('a job may enqueue the next', async () => {
  await put(chain, {})
  expect(await runDueJobs()).toBe(2)
  expect(done).toEqual(['the next by nobody'])
})

test('a failure is stored with its code, cleaned up, and does not stop other jobs', async () => {
  for (const kind of ['refusal', 'code', 'bug'] as const) await put(refuse, { with: kind })
  await put(spoilt, {})
  await put(greet, { name: 'last' })
  expect(await runDueJobs()).toBe(5)
  const errors = (await rows()).map(({ state, error }) => `${state} ${error}`)
  const expected = ['failed errors.required', 'failed ENOSPC', 'failed unexpected', 'failed unexpected', 'done null']
  expect(errors).toEqual(expected)
  expect(given.failed).toEqual(['refusal: errors.required', 'code: ENOSPC', 'bug: unexpected'])
})

test('a started runner runs new jobs as soon as they are committed, and reports failures', async () => {
  const reported: string[] = []
  const stop = startRunner((_, name) => reported.push(name))
  await put(greet, { name: 'at once' })
  await put(refuse, { with: 'bug' })
  await expect.poll(async () => (await rows()).map(({ state }) => state)).toEqual(['done', 'failed'])
  expect(reported).toEqual(['test.refuse'])
  await stop()
  await put(greet, { name: 'too late' })
  await wait(50)
  expect((await rows()).at(-1)).toMatchObject({ state: 'waiting', attempts: 0 })
})

test('a job that was running when the process was killed runs again, three times at most', async () => {
  await killed(await put(greet, { name: 'again' }), 1)
  await killed(await put(refuse, { with: 'bug' }), 3)
  const stop = startRunner(() => undefined)
  await expect.poll(rows).toMatchObject([
    { state: 'done', attempts: 2 },
    { state: 'failed', attempts: 3, error: 'interrupted' },
  ])
  await stop()
  expect(done).toEqual([`again by ${by.id}`])
  expect(given.failed).toEqual(['bug: interrupted'])
})

test('stopping waits for the running job', async () => {
  let end = (): void => undefined
  const slow = job('test.slow', z.object({}), () => new Promise<void>((resolve) => (end = resolve)))
  const stop = startRunner(() => undefined)
  await put(slow, {})
  await expect.poll(rows).toMatchObject([{ state: 'running' }])
  let stopped = false
  const stopping = stop().then(() => {
    stopped = true
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(stopped).toBe(false)
  end()
  await stopping
  expect(await rows()).toMatchObject([{ state: 'done' }])
})

test('old finished jobs are deleted, failed ones stay', async () => {
  const stop = startRunner(() => undefined)
  await put(greet, { name: 'old' })
  await put(refuse, { with: 'bug' })
  await runDueJobs()
  await stop()
  await transaction(() => writer().updateTable('jobs').set({ finished_at: '2020-01-01T00:00:00.000Z' }).execute())
  await deleteFinishedJobs(30)
  expect(await rows()).toMatchObject([{ state: 'failed' }])
})
