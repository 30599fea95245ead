import { getPriority } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, expect, test } from 'vitest'
import { UnreadableFile } from '../../src/csv/unreadable-file.ts'
import { ValidationError, ValidationErrors } from '../../src/i18n/error-classes.ts'
import { task } from '../../src/jobs/declare-task.ts'
import { closeWorkerPool, runInWorker, workers } from '../../src/jobs/worker-pool.ts'
import { settings } from '../../src/settings.ts'
import { testApp } from '../test-app.ts'

await testApp()
const pool = workers(settings(), new URL('./worker.js', import.meta.url))
afterAll(() => pool.close())

/** A task's name and types, without its function, as the main thread uses it. */
const named = <Ask, Answer>(name: string) =>
  task<Ask, Answer>(name, () => Promise.reject(new Error('only in a worker')))
const run = <Answer>(name: string) => pool.run(named<null, Answer>(name), null)
const thrown = async (name: string) => run(name).catch((error: unknown) => error)

test('a task runs in another thread, on the same database, and cannot write', async () => {
  expect(await run<number>('thread')).toBeGreaterThan(0)
  expect(await run('people')).toBe(3)
  await expect(run('write')).rejects.toThrow('only the main thread writes')
})

test.runIf(process.platform === 'linux')(
  'its thread has a lower priority than the one that serves requests',
  async () => {
    expect(await run<number>('priority')).toBeGreaterThan(getPriority(process.pid))
  },
)

test('it reports progress through a port', async () => {
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  const closed = new Promise((resolve) => port1.on('close', resolve))
  port1.on('message', (done) => heard.push(done))
  expect(await pool.run(named<number, number>('count'), 3, { port: port2 })).toBe(3)
  await closed
  expect(heard).toEqual([1, 2, 3])
})

test('its errors keep their type', async () => {
  const unreadable = await thrown('unreadable')
  expect(unreadable).toBeInstanceOf(UnreadableFile)
  expect(unreadable).toMatchObject({ code: 'quote', line: 7, limit: 3 })
  const refusal = await thrown('refusal')
  expect(refusal).toBeInstanceOf(ValidationError)
  expect(refusal).toMatchObject({ errors: [{ field: 'name', key: 'errors.too_long', values: { limit: 5 } }] })
  const refusals = await thrown('refusals')
  expect(refusals).toBeInstanceOf(ValidationErrors)
  expect((refusals as ValidationErrors).errors.map(({ field }) => field)).toEqual(['a', 'b'])
  expect(await thrown('full')).toMatchObject({ name: 'RangeError', message: 'no space', code: 'ENOSPC' })
})

test('a worker that dies fails only its own task', async () => {
  const deaths = ['die', 'die', 'die'].map(thrown)
  const answers = ['people', 'people', 'people', 'people'].map(run)
  for (const death of await Promise.all(deaths)) expect(death).toMatchObject({ message: 'worker exited with code: 3' })
  expect(await Promise.all(answers)).toEqual([3, 3, 3, 3])
})

test('an error after the answer has no effect', async () => {
  expect(await run('forget')).toBe('answered')
  const channel = new BroadcastChannel('forget')
  channel.postMessage('now')
  await new Promise((resolve) => setTimeout(resolve, 100))
  channel.close()
  // The task running when the thread dies fails; the next ones run in another thread.
  await expect.poll(() => run('people').catch(String)).toBe(3)
})

test('a task that takes too long is terminated', async () => {
  const hang = (within: number) => pool.run(named<null, null>('hang'), null, { within })
  await expect(Promise.all([hang(300), hang(300)])).rejects.toThrow(/abort/i)
  expect(await run('people')).toBe(3)
})

test('an unknown task is an error, and the pool can be started again after it was closed', async () => {
  await expect(runInWorker(named('nonsense'), null)).rejects.toThrow('no task is called nonsense')
  await closeWorkerPool()
  await expect(runInWorker(named('nonsense'), null)).rejects.toThrow('no task is called nonsense')
})
