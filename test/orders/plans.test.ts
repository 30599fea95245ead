import { beforeAll, expect, test } from 'vitest'
import type { List } from '../../src/lists/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { owedSums, unpaid } from '../../src/orders/ledger/unpaid-repository.ts'
import { orderList } from '../../src/orders/list.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

/** A salesperson's are all in one index; of everybody's what is open is a small part, by its status or an index of its own. */
const own = / orders USING (COVERING )?INDEX orders_(customer_)?owner_id \(/
const open = /^(SCAN|SEARCH) orders USING (COVERING )?INDEX orders_(due|owed|to_ship|status)( \(|$)/

test('the sums of what is owed, and those longest overdue, are read along an index', () => {
  expect(w.plan(owedSums(w.who('王芳'), '2026-06-01').compile())[0]).toMatch(own)
  for (const statement of [owedSums(w.who('陈静'), '2026-06-01'), unpaid(w.who('陈静'), 5)])
    expect(w.plan(statement.compile())[0]).toMatch(open)
})

test.each(['payment=open', 'shipping=open', 'overdue=1'])(
  'the list by %s is counted and walked in an index',
  (address) => {
    const { question } = questionOf(orderList as List<unknown>, Object.fromEntries(new URLSearchParams(address)))
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
