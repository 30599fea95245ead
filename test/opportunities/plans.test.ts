import { expect, test } from 'vitest'
import { aimless, neglected } from '../../src/opportunities/due/due-repository.ts'
import { department } from './department.ts'

const { w, chen } = await department()

test('what is neglected is found for a manager, as what has no next step, along an index of its own', () => {
  for (const statement of [neglected(chen.person, 6), aimless(chen.person, 6)]) {
    const plan = w.plan(statement.compile())
    expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(neglected|aimless)/)
    expect(plan.join()).not.toContain('TEMP B-TREE')
  }
})
