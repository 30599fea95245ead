import { beforeAll, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { orderDesk } from './order-fixtures.ts'

/** What has happened is not after today, and nothing is due before it was ordered. */
let desk: Awaited<ReturnType<typeof orderDesk>>
let tomorrow: string
beforeAll(async () => {
  desk = await orderDesk()
  tomorrow = addDays(today(), 1)
})

test.each([
  ['ordered_on', () => ({ ordered_on: tomorrow }), '日期不能晚于今天。'],
  ['ordered_on', () => ({ ordered_on: '2199-12-31' }), '日期不能晚于今天。'],
  ['signed_on', () => ({ signed_on: '2199-01-01' }), '日期不能晚于今天。'],
  ['due_on', () => ({ ordered_on: '2026-01-20', due_on: '2020-01-01' }), '应收日早于订单日期，请核对。'],
  ['due_on', () => ({ due_on: addDays(today(), -1) }), '应收日早于订单日期，请核对。'],
])('an order is refused at %s', async (field, days, message) => {
  const { wang, customer } = desk
  const lines = [{ product_model: 'TB-250', quantity: '1' }]
  const refused = await wang.send('/orders', { customer_id: customer, lines, ...days() })
  expect(refused.status).toBe(422)
  expect(refused.one(`#${field}-wrong`)).toBe(message)
})

test('today, and a day of payment in the future, are taken; an edit asks only for days that it changes', async () => {
  const { wang, drafted } = desk
  const at = await drafted({ ordered_on: today(), signed_on: today(), due_on: tomorrow })
  const refused = await wang.send(at, { ordered_on: tomorrow, version: 1 })
  expect(refused.one('#ordered_on-wrong')).toBe('日期不能晚于今天。')
  expect((await wang.send(at, { notes: '加急', version: 1 })).status).toBe(303)
})

test('a shipment of tomorrow is refused, one of today is not', async () => {
  const { confirmed, shipAll, wang } = desk
  const at = await confirmed()
  const refused = await shipAll(at, tomorrow)
  expect(refused.status).toBe(422)
  expect(refused.one('#shipped_on-wrong')).toBe('日期不能晚于今天。')
  expect((await wang.get(at)).all('[data-shipment]')).toEqual([])
  expect((await shipAll(at, today())).status).toBe(303)
})

test.each([
  ['10%', '10'],
  ['12.5 %', '12.5'],
  ['７％', '7'],
])('a discount may be written %s', async (typed, shown) => {
  const { drafted, wang } = desk
  const at = await drafted({ lines: [{ product_model: 'TB-250', quantity: '1', discount_percent: typed }] })
  expect((await wang.get(`${at}/edit`)).field('lines[0][discount_percent]')).toBe(shown)
})
