import { beforeAll, describe, expect, test } from 'vitest'
import { owedSums, unpaidDue, unpaidSomeDay } from '../../src/orders/unpaid-repository.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

describe('unpaid orders', () => {
  test('are found along an index of what is open: nothing reads all orders, a salesperson’s not even sorts', () => {
    const found = {
      王芳: /^SEARCH orders USING INDEX orders_due_owner/,
      陈静: /^SEARCH orders USING INDEX orders_(due|status) /,
    }
    for (const [name, index] of Object.entries(found)) {
      const who = w.who(name)
      for (const statement of [unpaidDue(who, 5), unpaidSomeDay(who, 5), owedSums(who, '2026-06-01')]) {
        const plan = w.plan(statement.compile())
        expect(plan[0]).toMatch(index)
        if (name === '王芳') expect(plan.join()).not.toContain('TEMP B-TREE')
      }
    }
  })
})
