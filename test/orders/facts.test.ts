import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { reader } from '../../src/database/database.ts'
import { getOrder } from '../../src/orders/repository.ts'
import { sumDifferences } from '../../src/reports/integrity/aggregates.ts'
import { factDifferences } from '../../src/reports/integrity/facts.ts'
import { orderDesk } from './order-fixtures.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
beforeAll(async () => {
  desk = await orderDesk()
})

const models = ['HC-2418R', 'TB-250']
const line = fc.record({
  product_model: fc.constantFrom(...models),
  quantity: fc.integer({ min: 1, max: 9999 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
  unit_price: fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  discount_percent: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
})
const lines = fc.array(line, { minLength: 1, maxLength: 4 })
const act = fc.oneof(
  fc.constant({ act: 'confirm' as const }),
  fc.record({ act: fc.constant('change' as const), lines, percent: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ act: fc.constant('ship' as const), part: fc.integer({ min: 1, max: 3 }) }),
  fc.constant({ act: 'reverse' as const }),
  fc.constant({ act: 'cancel' as const }),
)

/** The sums of an order's sales facts. */
async function sumsOf(order_id: number) {
  const facts = await reader().selectFrom('sales_facts').selectAll().where('order_id', '=', order_id).execute()
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
  const ofPerson = (id: number) => sum(facts.filter(({ user_id }) => user_id === id).map(({ amount }) => amount))
  return {
    amount: sum(facts.map(({ amount }) => amount)),
    quantity: sum(facts.map(({ quantity }) => quantity)),
    lines: sum(facts.filter(({ user_id, owner_id }) => user_id === owner_id).map(({ order_sign }) => order_sign)),
    ofPerson,
  }
}

/** Invariants: totals equal the lines, facts equal the order if it counts, and no more is shipped than was ordered. */
async function holds(id: number): Promise<void> {
  const order = await getOrder(id)
  const counts = order.status === 'confirmed' || order.status === 'completed'
  const total = order.lines.reduce((sum, { amount }) => sum + amount, 0)
  const quantity = order.lines.reduce((sum, one) => sum + one.quantity, 0)
  const facts = await sumsOf(id)
  expect(order.total).toBe(total)
  expect(facts.amount).toBe(counts ? total : 0)
  expect(facts.quantity).toBe(counts ? quantity : 0)
  expect(facts.lines).toBe(counts ? order.lines.length : 0)
  expect(order.credits.reduce((sum, { percent }) => sum + percent, 0)).toBe(100)
  const shipped = order.lines.reduce((sum, one) => sum + one.shipped, 0)
  expect(order.shipping).toBe(shipped === 0 ? 'none' : shipped === quantity ? 'all' : 'part')
  if (order.status === 'completed') expect([order.shipping, order.paid >= order.total]).toEqual(['all', true])
  if (!counts) expect(shipped).toBe(0)
}

test('after random actions the facts add up to what counts of the order', async () => {
  const { w, wang, chen, drafted, lineIds } = desk
  const [owner, other] = [w.who('王芳').id, w.who('李强').id]
  await fc.assert(
    fc.asyncProperty(lines, fc.array(act, { minLength: 2, maxLength: 8 }), async (first, acts) => {
      const at = await drafted({ lines: first })
      const id = Number(at.split('/')[2])
      for (const one of acts) {
        if (one.act === 'confirm') await wang.send(`${at}/confirm`)
        else if (one.act === 'cancel') await wang.send(`${at}/cancel`, { reason: '试' })
        else if (one.act === 'change')
          await wang.send(at, {
            lines: one.lines,
            credits: { [owner]: String(100 - one.percent), [other]: String(one.percent) },
          })
        else if (one.act === 'reverse') {
          const shipment = (await wang.get(at)).attribute('tr[data-shipment]', 'data-shipment')
          if (shipment) await wang.send(`/shipments/${shipment}/reverse`, { reason: '试' })
        } else {
          const order = await getOrder(id)
          const some = order.lines.slice(0, one.part)
          const quantities = Object.fromEntries(
            some.map((line) => [line.id, ((line.quantity - line.shipped) / 1000).toFixed(3)]),
          )
          await wang.send(`${at}/shipments`, { quantities })
        }
        await holds(id)
      }
      for await (const difference of sumDifferences()) expect.fail(difference)
    }),
    { numRuns: 25 },
  )
  expect((await lineIds('/orders/1')).length).toBeGreaterThan(0)
  expect((await chen.get('/orders')).status).toBe(200)
}, 120_000)

test('a person’s part is their share, and changing the credit moves it', async () => {
  const { w, wang, confirmed } = desk
  const [owner, other] = [w.who('王芳').id, w.who('李强').id]
  const at = await confirmed({
    credits: { [owner]: '33', [other]: '67' },
    lines: [{ product_model: 'TB-250', quantity: '1', unit_price: '0.01' }],
  })
  const id = Number(at.split('/')[2])
  expect((await sumsOf(id)).ofPerson(other)).toBe(1)
  await wang.send(at, { credits: { [other]: '100' } })
  const facts = await sumsOf(id)
  expect([facts.ofPerson(owner), facts.ofPerson(other), facts.lines]).toEqual([0, 1, 1])
  for await (const difference of factDifferences()) expect.fail(difference)
})

test('a cancellation is negative on its own date, and leaves the sale as it was', async () => {
  const { wang, confirmed } = desk
  const at = await confirmed({ ordered_on: '2025-03-04' })
  await wang.send(`${at}/cancel`, { reason: '客户改主意' })
  const facts = await reader()
    .selectFrom('sales_facts')
    .selectAll()
    .where('order_id', '=', Number(at.split('/')[2]))
    .execute()
  expect(
    facts.filter(({ kind }) => kind === 'sale').map(({ on_day, week, order_sign }) => [on_day, week, order_sign]),
  ).toEqual([
    ['2025-03-04', '2025-W10', 1],
    ['2025-03-04', '2025-W10', 1],
  ])
  const gone = facts.filter(({ kind }) => kind === 'cancellation')
  expect(gone.map(({ amount }) => amount)).toEqual([-16_416_000, -1_062_000])
  expect(gone.every(({ on_day, order_sign }) => on_day > '2025-03-04' && order_sign === -1)).toBe(true)
})
