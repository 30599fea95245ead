import { beforeAll, describe, expect, test } from 'vitest'
import type { List } from '../../src/lists/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { orderList } from '../../src/orders/list.ts'
import { owedSums, unpaid } from '../../src/orders/unpaid-repository.ts'
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
})

describe('the list of what is open', () => {
  test.each(['payment=open', 'shipping=open', 'overdue=1'])(
    'by %s is counted and walked in indexes of it alone',
    (address) => {
      const { question } = questionOf(orderList as List<unknown>, Object.fromEntries(new URLSearchParams(address)))
      const open = / orders USING (COVERING )?INDEX orders_(due|owed|unpaid|to_ship)(_owner)?( |$)/
      for (const name of ['王芳', '陈静']) {
        const steps = orderList.statements(question, w.who(name)).map((statement) => w.plan(statement))
        for (const plan of steps)
          expect(
            plan.filter((step) => open.test(step)),
            plan.join('\n'),
          ).toHaveLength(1)
      }
    },
  )
})
