import fc from 'fast-check'
import { expect } from 'vitest'
import { transaction } from '../../src/database/database.ts'
import { today } from '../../src/i18n/format.ts'
import { updateFulfilmentState } from '../../src/orders/fulfilment/fulfilment-state.ts'
import { insertPayments } from '../../src/orders/fulfilment/repository.ts'
import { getOrder } from '../../src/orders/repository.ts'
import { addDays } from '../../src/values/days.ts'
import type { SignedInClient, testApp } from '../test-app.ts'

type World = Awaited<ReturnType<typeof testApp>>
type One = typeof order extends fc.Arbitrary<infer One> ? One : never

const order = fc.record({
  customer: fc.nat(2),
  region: fc.constantFrom('上海', '江苏', ''),
  ordered: fc.nat(400),
  due: fc.option(fc.integer({ min: -30, max: 60 })),
  end: fc.constantFrom('draft', 'confirmed', 'confirmed', 'shipped', 'cancelled', 'dropped'),
  paid: fc.constantFrom(0, 0, 50, 100),
  shared: fc.boolean(),
  lines: fc.array(
    fc.record({ product: fc.nat(2), quantity: fc.integer({ min: 1, max: 9 }), discount: fc.constantFrom('0', '12.5') }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** Creates three customers and forty orders of theirs in every state, through the pages; returns the customers' ids. */
export async function orderHistories(w: World, chen: SignedInClient): Promise<number[]> {
  for (const n of [0, 1, 2]) await w.product({ model: `P-${n}`, list_price: `${100 + n}.33` })
  const customers = await Promise.all(
    ['王芳', '王芳', '李强'].map((owner, n) => w.customer({ owner, company: `恒测${n}`, code: `KH-${n}` })),
  )
  for (const one of fc.sample(order, { seed: 243, numRuns: 40 })) await make(w, chen, customers, one)
  return customers
}

/** Takes an order through its life: entered, confirmed, shipped, paid, cancelled. */
async function make(w: World, chen: SignedInClient, customers: number[], one: One) {
  const wang = w.who('王芳').id
  const owner_id = one.customer === 2 ? w.who('李强').id : wang
  const ordered_on = addDays(today(), -one.ordered)
  const made = await chen.send('/orders', {
    ...{ ordered_on, owner_id, region: one.region, customer_id: customers[one.customer] },
    due_on: one.due === null ? '' : addDays(ordered_on, Math.abs(one.due)),
    credits: one.shared ? { [wang]: '67', [w.who('李强').id]: '33' } : {},
    lines: one.lines.map(({ product, quantity, discount }) => ({
      product_model: `P-${product}`,
      quantity: String(quantity),
      discount_percent: discount,
    })),
  })
  expect(made.status, made.all('.error').join()).toBe(303)
  const at = made.location
  const id = Number(at.split('/')[2])
  const cancelled = { reason: '试' }
  if (one.end === 'draft') return
  if (one.end === 'dropped') return expect((await chen.send(`${at}/cancel`, cancelled)).status).toBe(303)
  await chen.send(`${at}/confirm`)
  if (one.end === 'cancelled') return expect((await chen.send(`${at}/cancel`, cancelled)).status).toBe(303)
  const page = await chen.get(at)
  if (one.end === 'shipped') {
    const ids = page.attributes('tr[data-id]', 'data-id')
    const quantities = Object.fromEntries(ids.map((line, n) => [line, String(one.lines[n]?.quantity)]))
    expect((await chen.send(`${at}/shipments`, { quantities })).status).toBe(303)
  }
  const total = Number(page.attribute('[data-measure=total]', 'data-value'))
  const amount = Math.floor((total * one.paid) / 100)
  if (amount === 0) return
  const by = { user_id: chen.person.id, created_at: '2026-01-01T00:00:00.000Z' }
  await transaction(async () => {
    await insertPayments([{ order_id: id, paid_on: ordered_on, amount, kind: 'payment', ...by }])
    await updateFulfilmentState({ ...(await getOrder(id)), paid: amount }, chen.person)
  })
}
