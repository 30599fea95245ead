import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { paymentsOf } from '../../src/orders/fulfilment/repository.ts'
import { getOrder } from '../../src/orders/repository.ts'
import { collectionDifferences } from '../../src/reports/integrity/collections.ts'
import { orderDesk } from './order-fixtures.ts'

let desk: Awaited<ReturnType<typeof orderDesk>>
beforeAll(async () => {
  desk = await orderDesk()
})

const days = ['2026-01-31', '2026-02-01', '2026-02-28']
const cents = fc.integer({ min: 1, max: 1_200 })
const act = fc.oneof(
  fc.record({ act: fc.constantFrom('payment' as const, 'refund' as const), cents, day: fc.constantFrom(...days) }),
  fc.record({ act: fc.constant('reverse' as const), which: fc.nat(5) }),
  fc.record({ act: fc.constant('shares' as const), percent: fc.integer({ min: 0, max: 100 }), owner: fc.nat(1) }),
  fc.constant({ act: 'ship' as const }),
  fc.constant({ act: 'cancel' as const }),
)

/** A simple model of one order: only what was entered, nothing derived. */
interface Book {
  total: number
  records: { cents: number; day: string; stands: boolean }[]
  percent: number
  shipped: boolean
  cancelled: boolean
}

const paidIn = ({ records }: Book) => records.filter(({ stands }) => stands).reduce((sum, one) => sum + one.cents, 0)
const told = async () => {
  const lines: string[] = []
  for await (const line of collectionDifferences()) lines.push(line)
  return lines
}

/**
 * An amount split between two people: exact parts rounded down; the remaining cent goes to the larger remainder, or to
 * the owner.
 */
function parts(cents: number, percent: number, firstOwns: boolean): [number, number] {
  const size = Math.abs(cents)
  const [one, other] = [size * (100 - percent), size * percent]
  const floors: [number, number] = [Math.floor(one / 100), Math.floor(other / 100)]
  const [rest, otherRest] = [one % 100, other % 100]
  if (floors[0] + floors[1] < size) floors[rest > otherRest || (rest === otherRest && firstOwns) ? 0 : 1] += 1
  return cents < 0 ? [0 - floors[0], 0 - floors[1]] : floors
}

test('random payments, refunds, reversals and shares agree with a simple model', async () => {
  const { w, wang, chen, lineIds } = desk
  const pair = [w.who('王芳').id, w.who('李强').id] as const
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 2_000 }),
      fc.array(act, { minLength: 3, maxLength: 9 }),
      async (total, acts) => {
        const lines = [{ product_model: 'TB-250', quantity: '1', unit_price: (total / 100).toFixed(2) }]
        const at = await desk.confirmed({ lines })
        const id = Number(at.split('/')[2])
        const book: Book = { total, records: [], percent: 0, shipped: false, cancelled: false }
        let owner = 0
        for (const one of acts) {
          const paid = paidIn(book)
          if (one.act === 'payment' || one.act === 'refund') {
            const cents = one.act === 'refund' ? 0 - one.cents : one.cents
            const fits = !book.cancelled && paid + cents >= 0 && paid + cents <= total
            const { status } = await chen.send(`${at}/payments`, {
              kind: one.act,
              amount: (one.cents / 100).toFixed(2),
              paid_on: one.day,
            })
            expect(status, `${one.act} of ${one.cents} with ${paid} of ${total} paid`).toBe(fits ? 303 : 422)
            if (fits) book.records.push({ cents, day: one.day, stands: true })
          } else if (one.act === 'reverse') {
            const record = book.records[one.which]
            if (!record) continue
            const after = paid - record.cents
            const fits = !book.cancelled && record.stands && after >= 0 && after <= total
            const payment = (await paymentsOf(id))[one.which]
            const { status } = await chen.send(`/payments/${payment?.id}/reverse`, { reason: '试' })
            expect(status).toBe(fits ? 303 : 422)
            if (fits) record.stands = false
          } else if (one.act === 'shares') {
            const credits = { [pair[0]]: String(100 - one.percent), [pair[1]]: String(one.percent) }
            const { status } = await chen.send(at, { credits, owner_id: pair[one.owner] })
            expect(status).toBe(book.cancelled ? 422 : 303)
            if (!book.cancelled) [book.percent, owner] = [one.percent, one.owner]
          } else if (one.act === 'ship') {
            const [line = ''] = await lineIds(at)
            const { status } = await chen.send(`${at}/shipments`, { quantities: { [line]: '1' } })
            if (status === 303) book.shipped = true
          } else {
            const { status } = await chen.send(`${at}/cancel`, { reason: '试' })
            if (status === 303) book.cancelled = true
            if (book.cancelled) expect([paid, book.shipped]).toEqual([0, false])
          }
          await agrees(id, book, pair, owner === 0)
        }
      },
    ),
    { numRuns: 20 },
  )
  expect(await told()).toEqual([])
  expect((await wang.get('/orders')).status).toBe(200)
}, 120_000)

async function agrees(id: number, book: Book, pair: readonly [number, number], firstOwns: boolean): Promise<void> {
  const order = await getOrder(id)
  const paid = paidIn(book)
  expect(order.paid).toBe(paid)
  expect(order.payment).toBe(book.cancelled || paid === 0 ? 'none' : paid === book.total ? 'all' : 'part')
  const done = book.shipped && paid === book.total
  expect(order.status).toBe(book.cancelled ? 'cancelled' : done ? 'completed' : 'confirmed')
  const rows = await reader().selectFrom('collections').selectAll().where('order_id', '=', id).execute()
  for (const day of days)
    for (const which of [0, 1] as const) {
      const wanted = book.records
        .filter((record) => record.stands && record.day === day)
        .reduce((sum, { cents }) => sum + parts(cents, book.percent, firstOwns)[which], 0)
      const written = rows
        .filter(({ on_day, user_id }) => on_day === day && user_id === pair[which])
        .reduce((sum, { amount }) => sum + amount, 0)
      expect(written, `${day}, ${which === 0 ? 'the first' : 'the other'}`).toBe(wanted)
    }
  expect(rows.every(({ customer_id }) => customer_id === order.customer_id)).toBe(true)
}

test('a reversal writes the opposite on the payment’s date, a change of shares the opposite and the new', async () => {
  const { w, chen, confirmed } = desk
  const [wang, li] = [w.who('王芳').id, w.who('李强').id]
  const at = await confirmed({ lines: [{ product_model: 'TB-250', quantity: '1', unit_price: '1' }] })
  const id = Number(at.split('/')[2])
  await chen.send(`${at}/payments`, { amount: '1', paid_on: '2026-02-01' })
  await chen.send(at, { credits: { [wang]: '40', [li]: '60' } })
  await chen.send(at, { notes: '与收款无关' })
  const [payment] = await paymentsOf(id)
  await chen.send(`/payments/${payment?.id}/reverse`, { reason: '记错' })
  const rows = await reader().selectFrom('collections').selectAll().where('order_id', '=', id).orderBy('id').execute()
  expect(rows.map(({ user_id, amount }) => [user_id, amount])).toEqual([
    [wang, 100],
    [wang, -100],
    [li, 60],
    [wang, 40],
    [wang, -40],
    [li, -60],
  ])
  expect(new Set(rows.map(({ on_day, payment_id }) => `${on_day} ${payment_id}`))).toEqual(
    new Set([`2026-02-01 ${payment?.id}`]),
  )
})

test('collections are compared with their payments', async () => {
  const { w, chen, confirmed, customer } = desk
  const at = await confirmed()
  const order_id = Number(at.split('/')[2])
  await chen.send(`${at}/payments`, { amount: '1', paid_on: '2026-02-01' })
  const [payment] = await paymentsOf(order_id)
  const payment_id = payment?.id ?? 0
  const user_id = w.who('王芳').id
  const row = { payment_id, order_id, on_day: '2026-02-01', customer_id: customer, user_id, recorded_at: '', amount: 5 }
  await transaction(() => writer().insertInto('collections').values(row).execute())
  expect(await told()).toEqual([
    `payment ${payment_id} of order ${order_id}, customer ${customer}, salesperson ${user_id}, 2026-02-01: collected is 105, expected 100 from the payments`,
  ])
})
