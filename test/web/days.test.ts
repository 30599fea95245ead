import { beforeAll, expect, test } from 'vitest'
import { orderDesk } from '../orders/order-fixtures.ts'

/** A mistyped year (0202, 20226, 9999) is reported at its field, and nothing is written. */
let desk: Awaited<ReturnType<typeof orderDesk>>
let order: string
beforeAll(async () => {
  desk = await orderDesk()
  order = await desk.confirmed()
})

const said = '请检查年份：日期须在 1900 年至 2199 年之间。'

test.each(['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])('no record can be dated %s', async (day) => {
  const { wang, customer, w, lineIds } = desk
  const [line = ''] = await lineIds(order)
  const lines = [{ product_model: 'TB-250', quantity: '1' }]
  const sent: [string, object, string][] = [
    [`${order}/payments`, { amount: '1', paid_on: day }, 'paid_on'],
    [`${order}/payments`, { amount: '1', kind: 'refund', paid_on: day }, 'paid_on'],
    [`${order}/shipments`, { shipped_on: day, quantities: { [line]: '1' } }, 'shipped_on'],
    ['/orders', { customer_id: customer, lines, ordered_on: day }, 'ordered_on'],
    ['/orders', { customer_id: customer, lines, due_on: day }, 'due_on'],
    [`/customers/${customer}/communications`, { content: '谈了', happened_at: `${day}T09:00` }, 'happened_at'],
    [`/customers/${customer}/communications`, { content: '谈了', follow_up_on: day }, 'follow_up_on'],
    ['/opportunities', { customer_id: customer, title: '洁净室', expected_close_on: day }, 'expected_close_on'],
  ]
  const before = await w.contents()
  for (const [path, fields, field] of sent) {
    const answer = await wang.send(path, fields)
    expect([path, answer.status, answer.one(`#${field}-wrong`)]).toEqual([path, 422, said])
  }
  expect(await w.contents()).toEqual(before)
})

test.each(['1900-01-01', '2199-12-31'])('%s is accepted as due date', async (due_on) => {
  await desk.drafted({ ordered_on: '1900-01-01', due_on })
})
