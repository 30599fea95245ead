import { beforeAll, describe, expect, test } from 'vitest'
import { reader } from '../../src/database/database.ts'
import { placeStatement } from '../../src/lists/counted.ts'
import type { List } from '../../src/lists/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { allOwedSums, owedSums, unpaid } from '../../src/orders/ledger/unpaid-repository.ts'
import { orderList } from '../../src/orders/list.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

describe('unpaid orders', () => {
  test('are found along an index of what is open alone: nothing reads all orders, nothing sorts', () => {
    const found = {
      王芳: /^SEARCH orders USING (COVERING )?INDEX orders_due_owner /,
      陈静: /^SCAN orders USING (COVERING )?INDEX orders_due(_owner)?$/,
    }
    for (const [name, index] of Object.entries(found)) {
      const who = w.who(name)
      for (const statement of [unpaid(who, 5), owedSums(who, '2026-06-01')]) {
        const plan = w.plan(statement.compile())
        expect(plan[0]).toMatch(index)
        expect(plan.join()).not.toContain('TEMP B-TREE')
      }
    }
  })

  test('are summed for a manager from what is kept of each day', () => {
    expect(w.plan(allOwedSums('2026-06-01').compile())).toEqual(['SCAN owed_by_day'])
  })
})

describe('the list of what is open', () => {
  test.each(['payment=open', 'shipping=open', 'overdue=1'])(
    'by %s is counted and walked in indexes of it alone, or counted by the day it is due',
    async (address) => {
      const { question } = questionOf(orderList as List<unknown>, Object.fromEntries(new URLSearchParams(address)))
      const open = / orders USING (COVERING )?INDEX orders_(due|owed|unpaid|to_ship)(_owner)?( |$)| owed_by_day( |$)/
      for (const name of ['王芳', '陈静']) {
        const steps = (await orderList.statements(question, w.who(name))).map((statement) => w.plan(statement))
        for (const plan of steps)
          expect(
            plan.filter((step) => open.test(step)),
            plan.join('\n'),
          ).toHaveLength(1)
      }
    },
  )
})

describe('the orders with a product', () => {
  test('are counted and walked by their day along their lines alone', async () => {
    const { question } = questionOf(orderList as List<unknown>, { product: 'HC-2418R' })
    for (const statement of await orderList.statements(question, w.who('陈静'))) {
      const plan = w.plan(statement)
      const ids = plan.slice(
        0,
        plan.findIndex((step) => /^SCAN (places|hits)$/.test(step)),
      )
      expect(ids, plan.join('\n')).toContainEqual(
        'SEARCH order_lines USING COVERING INDEX order_lines_product_day (product_id=?)',
      )
      expect(ids.join('\n')).not.toMatch(/TEMP B-TREE|SCAN|LEFT-JOIN/)
    }
  })
})

test('the place of a deep page is found without reading an order', () => {
  const counted = { table: 'orders_by_day', number: 'orders' }
  const plan = w.plan(placeStatement(counted, 'ordered_on', 30_000, true).compile(reader() as never)).join('\n')
  expect(plan).toContain('SCAN orders_by_day')
  expect(plan).not.toMatch(/ orders( |$)/m)
})
