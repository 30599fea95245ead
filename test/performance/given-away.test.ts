import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { collectionDifferences } from '../../src/reports/integrity/collections.ts'
import { factDifferences } from '../../src/reports/integrity/facts.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

// Counts are those of the owner at confirmation, at winning, at losing; whoever gets the record later gets what is
// still to do.
let w: Awaited<ReturnType<typeof testApp>>
let wang: SignedInClient
let chen: SignedInClient
let customer = 0
beforeAll(async () => {
  w = await testApp()
  ;[wang, chen] = [await w.as('王芳'), await w.as('陈静')]
  customer = await w.customer({ owner: '王芳', name: '刘敏' })
  await w.product({ model: 'TB-250', name: '离心瓶', list_price: '100.01' })
})

const month = today().slice(0, 7)
const figure = async (name: string, indicator: string) =>
  (await chen.get(`/performance/${w.who(name).id}?period=${month}`)).attribute(
    `tr[data-key=${indicator}] [data-measure=${indicator}]`,
    'data-value',
  )

/** Gives a record to 李强 by its edit form, which sends what it shows. */
async function giveAway(at: string, more: object = {}) {
  const form = await chen.get(`${at}/edit`)
  const fields = Object.fromEntries(
    form.attributes('main form :is(input, select, textarea)[name]', 'name').map((name) => [name, form.field(name)]),
  )
  const answer = await chen.send(at, { ...fields, ...more, owner_id: w.who('李强').id })
  expect(answer.status, answer.all('.error').join()).toBe(303)
}

async function differences() {
  const found: string[] = []
  for await (const one of factDifferences()) found.push(one)
  for await (const one of collectionDifferences()) found.push(one)
  return found
}

test('an order that is given away counts for its owner at confirmation, to the cent', async () => {
  const lines = [{ product_model: 'TB-250', quantity: '1' }]
  const credits = { [w.who('王芳').id]: '50', [w.who('李强').id]: '50' }
  const { location } = await wang.send('/orders', { customer_id: customer, lines, credits })
  await wang.send(`${location}/confirm`)
  await wang.send(`${location}/payments`, { amount: '50.01', kind: 'payment', paid_on: today() })
  const before = await Promise.all(['orders', 'amount', 'collected'].map((name) => figure('王芳', name)))
  expect(before).toEqual(['1', '5001', '2501'])

  await giveAway(location)
  expect((await chen.get(location)).text).toContain('李强')
  await chen.send(`${location}/payments`, { amount: '10.01', kind: 'payment', paid_on: today() })
  expect(await figure('王芳', 'orders')).toBe('1')
  expect(await figure('李强', 'orders')).toBe('0')
  expect(await figure('王芳', 'amount')).toBe('5001')
  // The odd cent of every payment goes to the owner at confirmation.
  expect(await figure('王芳', 'collected')).toBe('3002')
  expect(await differences()).toEqual([])
})

test('a cancelled one is deducted where it was counted', async () => {
  const lines = [{ product_model: 'TB-250', quantity: '1' }]
  const { location } = await wang.send('/orders', { customer_id: customer, lines })
  await wang.send(`${location}/confirm`)
  expect(await figure('王芳', 'orders')).toBe('2')
  await giveAway(location)
  await chen.send(`${location}/cancel`, { reason: '客户取消' })
  expect([await figure('王芳', 'orders'), await figure('李强', 'orders')]).toEqual(['1', '0'])
  expect(await differences()).toEqual([])
})

test.each([
  ['won', {}, '100'],
  ['lost', { loss_reason: '价格' }, '0'],
])('an opportunity that was %s stays in the conversion rate of its owner then', async (stage, more, rate) => {
  const li = w.who('李强').id
  const made = await wang.send('/opportunities', { customer_id: customer, title: `无菌室 ${stage}` })
  await wang.send(`${made.location}/updates`, { stage, ...more, version: 1 })
  await giveAway(made.location)
  const listed = await chen.get(`/performance/${w.who('王芳').id}/records?period=${month}&indicator=conversion`)
  expect(listed.text).toContain(`无菌室 ${stage}`)
  expect((await chen.get(`/performance/${li}/records?period=${month}&indicator=conversion`)).text).not.toContain(
    '无菌室',
  )
  expect(await figure('李强', 'conversion')).not.toBe(rate)
})

test('reopened and won by somebody else, it counts for them', async () => {
  const made = await wang.send('/opportunities', { customer_id: customer, title: '天平', stage: 'won' })
  await giveAway(made.location)
  const li = await w.as('李强')
  const version = async () => (await li.get(made.location)).field('version')
  await li.send(`${made.location}/updates`, { stage: 'proposal', note: '客户重新考虑', version: await version() })
  await li.send(`${made.location}/updates`, { stage: 'won', version: await version() })
  const records = async (name: string) =>
    (await chen.get(`/performance/${w.who(name).id}/records?period=${month}&indicator=conversion`)).text
  expect(await records('李强')).toContain('天平')
  expect(await records('王芳')).not.toContain('天平')
})
