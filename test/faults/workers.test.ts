import { readdirSync } from 'node:fs'
import { Piscina } from 'piscina'
import { afterEach, expect, test, vi } from 'vitest'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { closeWorkerPool } from '../../src/jobs/worker-pool.ts'
import { exportFolder } from '../../src/lists/export.ts'
import { browserImports } from '../imports/importing.ts'
import { testApp } from '../test-app.ts'

/** Worker threads die while they handle a request's task. */
const w = await testApp()
const chen = await w.as('陈静')
const imports = browserImports(chen)
afterEach(() => vi.restoreAllMocks())

/** Waits until all threads are idle. A thread that is still starting would survive termination and serve the task. */
async function allWait(): Promise<void> {
  let pool: Piscina | undefined
  const run = Piscina.prototype.run
  vi.spyOn(Piscina.prototype, 'run').mockImplementationOnce(function (this: Piscina, ...asked) {
    pool = this
    return run.apply(this, asked)
  })
  expect((await chen.get('/reports/sales?group=month')).status).toBe(200)
  vi.restoreAllMocks()
  await expect.poll(() => pool?.idleThreads).toBe(2)
}

/**
 * Terminates all threads once the next task is submitted. The returned function waits until they are gone, because a
 * dying thread would take the next task with it.
 */
function dieAtTheNextTask(): () => Promise<unknown> {
  const run = Piscina.prototype.run
  let dying: Promise<number>[] = []
  vi.spyOn(Piscina.prototype, 'run').mockImplementationOnce(function (this: Piscina, ...asked) {
    const running = run.apply(this, asked)
    dying = this.threads.map((thread) => thread.terminate())
    return running
  })
  return () => Promise.all(dying)
}

const file = ['name,phone', ...Array.from({ length: 300 }, (_, n) => `何思远 ${n},${13_900_000_000 + n}`)].join('\n')

test.each([
  ['a file that is taken', '/customers.csv'],
  ['a report', '/reports/sales?group=month'],
])('%s: the user gets a message, nothing is left, and the next request succeeds', async (_, path) => {
  expect((await chen.get(path)).status).toBe(200)
  await allWait()
  const gone = dieAtTheNextTask()
  const answer = await chen.get(path)
  await gone()
  expect(answer.status).toBe(500)
  expect(answer.one('h1')).toBe('系统出现错误')
  expect(answer.text).toContain('本次操作未保存')
  await expect.poll(() => readdirSync(exportFolder())).toEqual([])
  expect((await chen.get(path)).status).toBe(200)
})

test('an uploaded file: the user gets a message, nothing is stored, and it is accepted again', async () => {
  const before = await w.contents()
  await allWait()
  const gone = dieAtTheNextTask()
  const answer = await chen.upload('/customers/import', 'customers.csv', file)
  await gone()
  expect(answer.status).toBe(500)
  expect(answer.text).toContain('本次操作未保存')
  expect(await w.contents()).toEqual(before)
})

test('an import that is being read: its page reports it, no row is written, and it can be started again', async () => {
  const { location } = await chen.upload('/customers/import', 'customers.csv', file)
  await allWait()
  const gone = dieAtTheNextTask()
  await runDueJobs()
  await gone()
  expect((await imports.told(location)).state).toBe('failed')
  expect((await chen.get(location)).text).toContain('请重试')
  expect(await imports.all(file)).toMatchObject({ state: 'done', create: 300 })
  await closeWorkerPool()
})
