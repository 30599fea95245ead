import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderFormLineIndexes } from '../../src/orders/form/lines.ts'
import { fulfilmentState } from '../../src/orders/fulfilment/fulfilment-state.ts'
import {
  buildSalesFacts,
  orderCancellationFacts,
  type SalesFact,
  salesFactCorrections,
} from '../../src/orders/ledger/build-sales-facts.ts'
import { lineAmountOf, pairLines, totalsOfOrderLines } from '../../src/orders/line-amounts.ts'
import { shareError, sharesAfterOwnerChange } from '../../src/values/credit-shares.ts'
import { maxAmount, type Share } from '../../src/values/money.ts'

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 10_000_000 }),
  unit_price: fc.integer({ min: 0, max: 1_000_000_00 }),
  discount: fc.integer({ min: 0, max: 10_000 }),
})

/** Shares of one to five people that add up to 100. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, index): Share => ({ id: index + 1, percent: cut - (cuts[index] ?? 0) })))

/** The same calculation in exact integers (BigInt); halves are rounded away from zero. */
function naive({ quantity, unit_price, discount }: { quantity: number; unit_price: number; discount: number }): number {
  const exact = BigInt(quantity) * BigInt(unit_price) * BigInt(10_000 - discount)
  const [whole, rest] = [exact / 10_000_000n, exact % 10_000_000n]
  return Number(rest * 2n >= 10_000_000n ? whole + 1n : whole)
}

describe('amounts', () => {
  test('are the exact product, rounded once', () => {
    fc.assert(fc.property(line, (one) => lineAmountOf(one) === (naive(one) <= maxAmount ? naive(one) : null)))
    expect(lineAmountOf({ quantity: 999_999_999, unit_price: maxAmount, discount: 0 })).toBeNull()
  })

  test('sum to the total, which is the sum before discounts less the discounts', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const priced = lines.map((one) => ({ ...one, amount: naive(one) }))
        const { gross, discount, total } = totalsOfOrderLines(priced)
        expect(total).toBe(priced.reduce((sum, { amount }) => sum + amount, 0))
        expect(gross - discount).toBe(total)
        expect(discount).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('shares', () => {
  test('are whole percent that add up to 100, each person once', () => {
    fc.assert(fc.property(shares, (some) => shareError(some) === null))
    expect(shareError([{ id: 1, percent: 99 }])).toBe('sum')
    expect(shareError([{ id: 1, percent: 0 }])).toBe('percent')
    expect(shareError([{ id: 1, percent: 50.5 }])).toBe('percent')
    expect(
      shareError([
        { id: 1, percent: 50 },
        { id: 1, percent: 50 },
      ]),
    ).toBe('twice')
  })

  test('go to a draft’s new owner if the old one had all', () => {
    const all = [{ id: 1, percent: 100 }]
    expect(sharesAfterOwnerChange(all, all, 1, 2)).toEqual([{ id: 2, percent: 100 }])
    const both = [
      { id: 1, percent: 60 },
      { id: 3, percent: 40 },
    ]
    expect(sharesAfterOwnerChange(both, both, 1, 2)).toEqual(both)
    expect(sharesAfterOwnerChange(all, both, 1, 2)).toEqual(both)
  })
})

describe('sales_facts', () => {
  const order = { id: 7, customer_id: 1, owner_id: 9, ordered_on: '2026-01-01', region: null }
  const sums = (facts: SalesFact[]) => ({
    amount: facts.reduce((sum, { amount }) => sum + amount, 0),
    quantity: facts.reduce((sum, { quantity }) => sum + quantity, 0),
    order_sign: facts.reduce((sum, { order_sign }) => sum + order_sign, 0),
  })
  const rowsOf = (lines: { quantity: number; amount: number }[], credits: Share[]) =>
    buildSalesFacts(
      order,
      lines.map((one, index) => ({ id: index + 1, product_id: 1, category: null, ...one })),
      credits,
      '展会',
      'now',
    )
  const lines = fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 10 ** 9 }), amount: fc.integer({ min: 0, max: 10 ** 12 }) }),
    { maxLength: 10 },
  )

  test('of a line sum to it to the cent and the thousandth, and the owner has one of each', () => {
    fc.assert(
      fc.property(lines, shares, (some, credits) => {
        const facts = rowsOf(some, credits)
        for (const [index, { amount, quantity }] of some.entries())
          expect(sums(facts.filter(({ line_id }) => line_id === index + 1))).toMatchObject({ amount, quantity })
        expect(facts.filter(({ user_id }) => user_id === order.owner_id)).toHaveLength(some.length)
        expect(facts.every(({ week }) => week === '2026-W01')).toBe(true)
      }),
    )
  })

  test('after a change sum to the new values, after a cancellation to zero, and without a change none are written', () => {
    fc.assert(
      fc.property(lines, lines, shares, shares, (before, after, credits, others) => {
        const old = rowsOf(before, credits)
        const now = rowsOf(after, others)
        expect(sums([...old, ...salesFactCorrections(old, now, 'later')])).toEqual(sums(now))
        expect(salesFactCorrections(old, rowsOf(before, credits), 'later')).toEqual([])
        const gone = orderCancellationFacts(old, '2026-06-30', 'later')
        expect(sums([...old, ...gone])).toEqual({ amount: 0, quantity: 0, order_sign: 0 })
        expect(
          gone.every(
            ({ kind, on_day, week }) => kind === 'cancellation' && on_day === '2026-06-30' && week === '2026-W27',
          ),
        ).toBe(true)
      }),
    )
  })
})

describe('settlement', () => {
  const at = (status: 'draft' | 'confirmed' | 'completed' | 'cancelled', shipped: number, paid: number) =>
    fulfilmentState({
      status,
      total: 100,
      paid,
      lines: [
        { quantity: 4, shipped },
        { quantity: 1, shipped: shipped > 3 ? 1 : 0 },
      ],
    })

  test.each([
    ['nothing done', at('confirmed', 0, 0), { status: 'confirmed', shipping: 'none', payment: 'none' }],
    ['a part of both', at('confirmed', 2, 99), { status: 'confirmed', shipping: 'part', payment: 'part' }],
    ['all shipped', at('confirmed', 4, 99), { status: 'confirmed', shipping: 'all', payment: 'part' }],
    ['all paid', at('confirmed', 3, 100), { status: 'confirmed', shipping: 'part', payment: 'all' }],
    ['both', at('confirmed', 4, 100), { status: 'completed', shipping: 'all', payment: 'all' }],
    ['a refund', at('completed', 4, 60), { status: 'confirmed', shipping: 'all', payment: 'part' }],
    ['a shipment reversed', at('completed', 0, 100), { status: 'confirmed', shipping: 'none', payment: 'all' }],
    ['a draft', at('draft', 0, 0), { status: 'draft', shipping: 'none', payment: 'none' }],
    ['a cancelled one', at('cancelled', 0, 0), { status: 'cancelled', shipping: 'none', payment: 'none' }],
  ])('after %s', (_, found, expected) => expect(found).toEqual(expected))
})

describe('lines of a form', () => {
  test('are matched with existing lines by product, in order', () => {
    const [a, b, c] = [{ product_id: 1 }, { product_id: 2 }, { product_id: 1 }]
    const { pairs, gone } = pairLines([a, b, c], [{ product_id: 1 }, { product_id: 3 }])
    expect(pairs.map(({ old }) => old)).toEqual([a, null])
    expect(gone).toEqual([b, c])
  })

  test('keep their indexes, with empty ones after them', () => {
    expect(orderFormLineIndexes('', 5, 0)).toEqual([0, 1, 2, 3, 4])
    expect(orderFormLineIndexes({ 3: { product_model: 'A' } }, 5, 0)).toEqual([3, 4, 5, 6, 7])
    expect(orderFormLineIndexes([{ product_model: 'A' }, { product_model: 'B' }], 1, 5)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(orderFormLineIndexes({ x: 1 }, 2, 0)).toEqual([0, 1])
  })
})
