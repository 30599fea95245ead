import { beforeAll, expect, test } from 'vitest'
import type { List } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { amountDueTotalsQuery, unpaidQuery } from '../../src/orders/ledger/receivables-repository.ts'
import { orderList } from '../../src/orders/list.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

/**
 * A salesperson's orders are read from one index of their own; everyone's open orders, a small part, by status or from
 * a partial index.
 */
const own = / orders USING (COVERING )?INDEX orders_(customer_)?owner_id \(/
const open = /^(SCAN|SEARCH) orders USING (COVERING )?INDEX orders_(due|owed|to_ship|status)( \(|$)/

test('the sums of receivables, and the longest overdue, are read along an index', () => {
  expect(w.plan(amountDueTotalsQuery(w.who('王芳'), '2026-06-01').compile())[0]).toMatch(own)
  for (const statement of [amountDueTotalsQuery(w.who('陈静'), '2026-06-01'), unpaidQuery(w.who('陈静'), 5)])
    expect(w.plan(statement.compile())[0]).toMatch(open)
})

test.each(['payment=open', 'shipping=open', 'overdue=1'])(
  'the list by %s is counted and read along an index',
  (address) => {
    const { question } = parseListParams(orderList as List<unknown>, Object.fromEntries(new URLSearchParams(address)))
    const steps = (who: string) => orderList.statements(question, w.who(who)).map((statement) => w.plan(statement))
    for (const plan of steps('王芳'))
      expect(
        plan.some((step) => own.test(step)),
        plan.join('\n'),
      ).toBe(true)
    for (const plan of steps('陈静'))
      expect(
        plan.filter((step) => open.test(step)),
        plan.join('\n'),
      ).toHaveLength(1)
  },
)
