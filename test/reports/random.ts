import fc from 'fast-check'
import { addDays } from '../../src/values/days.ts'
import { splitByShares } from '../../src/values/money.ts'
import { periodKey } from '../../src/values/periods.ts'
import type { testApp } from '../test-app.ts'
import type { Known } from './naive-report.ts'
import { addCustomer, addOrders, addProduct, type Fact } from './report-fixtures.ts'

type World = Awaited<ReturnType<typeof testApp>>

const regions = ['上海', 'USA', "O'Brien & Söhne, 100%", null]
const sources = ['展会', '=1+1', null]
const categories = ['Beverages', null, 'Seafood|Fish']

const line = fc.record({
  product: fc.nat(3),
  quantity: fc.integer({ min: 1, max: 20_000 }),
  amount: fc.integer({ min: 0, max: 1_000_000 }),
})

const order = fc.record({
  day: fc.nat(500),
  owner: fc.nat(1),
  customer: fc.nat(3),
  region: fc.constantFrom(...regions),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  /** The owner's share; the rest is the other person's. */
  percent: fc.constantFrom(100, 100, 60, 33, 1),
  cancelledAfter: fc.option(fc.nat(90), { freq: 4 }),
  returnedAfter: fc.option(fc.nat(60), { freq: 5 }),
})

/** Inserts random records of 王芳 and 李强 of 500 days; returns the sales facts for the oracle. */
export async function randomDepartment(
  w: World,
  seed: number,
  numRuns = 60,
  firstDay = '2024-11-20',
): Promise<Known[]> {
  const people = [w.who('王芳'), w.who('李强')] as const
  const by = w.who('陈静').id
  const products = await Promise.all([0, 1, 2, 3].map((n) => addProduct(`P-${n}`, categories[n % 3] ?? null, by)))
  const customers = await Promise.all([0, 1, 2, 3].map((n) => addCustomer(`KH ${n}`, by)))
  const known = fc.sample(order, { seed, numRuns }).map((one) => {
    const [owner, other] = one.owner === 0 ? people : [people[1], people[0]]
    const shares = [
      { id: owner.id, percent: one.percent },
      { id: other.id, percent: 100 - one.percent },
    ].filter(({ percent }) => percent > 0)
    const day = addDays(firstDay, one.day)
    const factsOf = (kind: Fact['kind'], on_day: string, order_sign: Fact['order_sign'], lines: number) =>
      shares.flatMap(({ id }) =>
        one.lines.slice(0, lines).map(({ product, quantity, amount }): Omit<Known, 'order_id'> => {
          const share = (whole: number) =>
            (splitByShares(whole, shares, owner.id).get(id) ?? 0) * (kind === 'sale' ? 1 : -1)
          return {
            kind,
            on_day,
            week: periodKey(on_day, 'week'),
            customer_id: customers[one.customer] ?? 0,
            owner_id: owner.id,
            user_id: id,
            region: one.region,
            product_id: products[product] ?? 0,
            category: categories[product % 3] ?? null,
            source: sources[one.customer % 3] ?? null,
            quantity: share(quantity),
            amount: share(amount),
            order_sign,
            keys: {
              product: `P-${product}`,
              customer: `KH ${one.customer}`,
              owner: owner.username,
              salesperson: id === owner.id ? owner.username : other.username,
            },
          }
        }),
      )
    const { cancelledAfter, returnedAfter } = one
    return [
      ...factsOf('sale', day, 1, 3),
      ...(cancelledAfter === null ? [] : factsOf('cancellation', addDays(day, cancelledAfter), -1, 3)),
      ...(returnedAfter === null ? [] : factsOf('return', addDays(day, returnedAfter), 0, 1)),
    ]
  })
  const ids = await addOrders(
    known.map((facts) => ({
      owner_id: facts[0]?.owner_id ?? 0,
      customer_id: facts[0]?.customer_id ?? 0,
      day: facts[0]?.on_day ?? '',
      facts: facts.map(({ keys, week, ...fact }) => fact),
    })),
  )
  return known.flatMap((facts, index) => facts.map((fact) => ({ ...fact, order_id: ids[index] ?? 0 })))
}
