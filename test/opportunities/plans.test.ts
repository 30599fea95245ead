import { expect, test } from 'vitest'
import { aimless, neglected } from '../../src/opportunities/due-repository.ts'
import { department } from './department.ts'

const { w, wang, chen } = await department()

test('what is neglected is found, as what has no next step, along an index of its own', () => {
  for (const { person } of [wang, chen])
    for (const statement of [neglected(person, 6), aimless(person, 6)]) {
      const plan = w.plan(statement.compile())
      expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(neglected|aimless)/)
      expect(plan.join()).not.toContain('TEMP B-TREE')
    }
})
