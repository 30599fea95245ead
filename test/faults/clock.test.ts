import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { transaction } from '../../src/database/database.ts'
import { enqueueJob, job } from '../../src/jobs/job-queue.ts'
import { runDueJobs } from '../../src/jobs/runner.ts'
import { setClock } from '../../src/values/clock.ts'
import { browserImports } from '../imports/importing.ts'
import { orderDesk } from '../orders/order-fixtures.ts'

/** The machine's clock is set to another day and back while people work. */
const { w, wang, chen, customer } = await orderDesk()
afterEach(() => setClock())

const day = 86_400_000
const jump = (days: number) => setClock(() => new Date(Date.now() + days * day))

const done: string[] = []
const note = job('test.noted', z.string(), async (what) => void done.push(what))

test('work that is due at once does not wait for the clock to be set back', async () => {
  jump(3)
  await transaction(() => enqueueJob(note, 'asked ahead of time', null))
  await transaction(() => enqueueJob(note, 'for another day', null, new Date(Date.now() + day)))
  jump(-3)
  await runDueJobs()
  expect(done).toEqual(['asked ahead of time'])
  setClock()
  expect(await browserImports(chen).all('name,phone\n高敏,13900001111')).toMatchObject({ state: 'done', create: 1 })
})

test('nobody is locked out by attempts counted on another day', async () => {
  const enter = (password: string) => w.nobody().send('/login', { username: 'wangfang', password })
  jump(3)
  for (let tries = 0; tries < 9; tries++) await enter('not this one')
  expect((await enter(w.password)).status).toBe(422)
  setClock()
  expect((await enter(w.password)).status).toBe(303)
})

test('numbers continue without a gap, and payments count on their entered date', async () => {
  const numbers: string[] = []
  for (const days of [0, 5, -5, 400, 0]) {
    jump(days)
    const lines = [{ product_model: 'HC-2418R', quantity: '1' }]
    const made = await wang.send('/orders', { customer_id: customer, ordered_on: '2026-01-05', lines })
    expect((await wang.send(`${made.location}/confirm`)).status).toBe(303)
    expect((await wang.send(`${made.location}/payments`, { amount: '1', paid_on: '2026-01-06' })).status).toBe(303)
    const page = await wang.get(made.location)
    // With the year, because it is not the current one.
    expect(page.text).toMatch(/1月6日|2026-01-06/)
    numbers.push(/SO-\d{6}/.exec(page.text)?.[0] ?? '')
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5].map((number) => `SO-${String(number).padStart(6, '0')}`))
})
