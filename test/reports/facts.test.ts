import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { percentChange } from '../../src/reports/engine/format-figures.ts'
import { factDifferences } from '../../src/reports/integrity/facts.ts'
import { roundedDivide } from '../../src/values/percent.ts'
import { testApp } from '../test-app.ts'
import { addCustomer, addFacts, addOrders, addProduct, type Fact } from './report-fixtures.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

test('facts are compared with their orders', async () => {
  const [wang, li] = [w.who('王芳').id, w.who('李强').id]
  const customer_id = await addCustomer('KH-1', wang)
  const product_id = await addProduct('X-100', null, wang)
  const base = { customer_id, owner_id: wang, region: null, product_id, category: null, source: null }
  const fact = (user_id: number, amount: number): Omit<Fact, 'order_id'> => {
    return { kind: 'sale', on_day: '2025-03-04', ...base, user_id, quantity: 500, amount, order_sign: 1, line_id: 1 }
  }
  const [order_id = 0] = await addOrders([
    { owner_id: wang, customer_id, day: '2025-03-04', facts: [fact(wang, 51), fact(li, 50)] },
  ])
  await transaction(async () => {
    await sql`update orders set confirmed_at = '2025-03-04T02:00:00.000Z', counted_owner_id = owner_id where id = ${order_id}`.execute(
      writer(),
    )
    await sql`insert into order_lines (id, order_id, position, product_id, quantity, unit_price, amount) values (1, ${order_id}, 1, ${product_id}, 1000, 101, 101)`.execute(
      writer(),
    )
    for (const user_id of [wang, li])
      await sql`insert into order_credits (order_id, user_id, percent) values (${order_id}, ${user_id}, 50)`.execute(
        writer(),
      )
  })
  const told = async () => {
    const lines: string[] = []
    for await (const line of factDifferences()) lines.push(line)
    return lines
  }
  expect(await told()).toEqual([])
  await addFacts([{ ...fact(li, 1), order_sign: 0, order_id }])
  expect(await told()).toEqual([
    `order ${order_id}, line 1, salesperson ${li}, 2025-03-04: quantity is 1000, expected 500 from the orders; amount is 51, expected 50 from the orders`,
  ])
})

test.each([
  [5n, 2n, 3],
  [-5n, 2n, -3],
  [4n, 3n, 1],
  [0n, 7n, 0],
])('%s ÷ %s is %s, rounded half away from zero', (dividend, divisor, quotient) => {
  expect(roundedDivide(dividend, divisor)).toBe(quotient)
})

test.each([
  [110, 100, 1000],
  [-50, 100, -15000],
  [-50, -100, 5000],
  [5, 0, null],
  [null, 5, null],
])('from %s to %s is a change of %s hundredths of a percent', (now, then, change) => {
  expect(percentChange(now, then)).toBe(change)
})
