import { beforeAll, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { transaction, writer } from '../../src/database/database.ts'
import { cancelOrder, confirmOrder } from '../../src/orders/confirm-and-cancel.ts'
import { createOrder } from '../../src/orders/create.ts'
import { orderForm, orderFormValues, reasonForm } from '../../src/orders/form/form.ts'
import { paymentForm, shipmentForm } from '../../src/orders/fulfilment/form.ts'
import { recordPayment, reversePayment } from '../../src/orders/fulfilment/record-payment.ts'
import { recordShipment, reverseShipment } from '../../src/orders/fulfilment/record-shipment.ts'
import { paymentsOf, shipmentsOf } from '../../src/orders/fulfilment/repository.ts'
import { getOrder } from '../../src/orders/repository.ts'
import { saveOrder } from '../../src/orders/save.ts'
import { orderDesk } from './order-fixtures.ts'

/** Each action loads an order once: three queries, and those the action itself needs. */
let desk: Awaited<ReturnType<typeof orderDesk>>
beforeAll(async () => {
  desk = await orderDesk()
})

/** The number of SELECT statements that an action executes. */
const readsOf = (act: () => Promise<unknown>): Promise<number> =>
  transaction(async () => {
    const executed = vi.spyOn(writer().getExecutor(), 'executeQuery')
    await act()
    return executed.mock.calls.filter(([{ sql }]) => /^\s*(select|with)\b/i.test(sql)).length
  })

/** A form with these values and all other fields blank. */
const filled = <F extends z.ZodObject>(form: F, typed: object): z.output<F> =>
  form.parse({ ...Object.fromEntries(Object.keys(form.shape).map((name) => [name, ''])), ...typed })

const lines = { 0: { product_model: 'HC-2418R', quantity: '2' }, 1: { product_model: 'TB-250', quantity: '10' } }
const reason = filled(reasonForm, { reason: '记错' })

/** An order of two lines, draft or confirmed, for the manager to change. */
async function order(status: 'draft' | 'confirmed' = 'confirmed') {
  const id = Number((await (status === 'draft' ? desk.drafted() : desk.confirmed())).split('/')[2])
  const found = await getOrder(id)
  const edited = (typed: object) => filled(orderForm, { ...orderFormValues(found), ...typed })
  return { id, edited, line: found.lines[0]?.id ?? 0, by: desk.w.who('陈静') }
}

test('confirming an order takes at most eight queries', async () => {
  const { id, by } = await order('draft')
  expect(await readsOf(() => confirmOrder(id, 1, by))).toBeLessThanOrEqual(8)
})

test('so does cancelling one', async () => {
  const { id, by } = await order()
  expect(await readsOf(() => cancelOrder(id, reason, by))).toBeLessThanOrEqual(8)
})

test('so does creating one', async () => {
  const input = filled(orderForm, { customer_id: String(desk.customer), lines })
  expect(await readsOf(() => createOrder(input, desk.w.who('王芳')))).toBeLessThanOrEqual(8)
})

test('saving takes at most eight queries for a draft, nine with sales facts', async () => {
  const typed = { region: '上海', lines: { 0: { product_model: 'TB-250', quantity: '3' } } }
  const draft = await order('draft')
  expect(await readsOf(() => saveOrder(draft.id, draft.edited(typed), draft.by))).toBeLessThanOrEqual(8)
  const confirmed = await order()
  expect(await readsOf(() => saveOrder(confirmed.id, confirmed.edited(typed), confirmed.by))).toBeLessThanOrEqual(9)
})

test('shipping and paying take at most eight queries, and so do their reversals', async () => {
  const { id, line, by } = await order()
  const sent = filled(shipmentForm, { quantities: { [line]: '1' } })
  const paid = filled(paymentForm, { amount: '10' })
  const reads = [await readsOf(() => recordShipment(id, sent, by)), await readsOf(() => recordPayment(id, paid, by))]
  for (const payment of await paymentsOf(id)) reads.push(await readsOf(() => reversePayment(payment, reason, by)))
  for (const shipment of await shipmentsOf(id)) reads.push(await readsOf(() => reverseShipment(shipment, reason, by)))
  expect(reads).toHaveLength(4)
  expect(Math.max(...reads)).toBeLessThanOrEqual(8)
})
