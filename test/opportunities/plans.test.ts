import { expect, test } from 'vitest'
import {
  staleOpportunitiesQuery,
  withoutNextStepQuery,
} from '../../src/opportunities/due/needs-attention-repository.ts'
import { department } from './opportunity-fixtures.ts'

const { w, chen } = await department()

test('stale opportunities and those without a next step are read along an index of their own for a manager', () => {
  for (const statement of [staleOpportunitiesQuery(chen.person, 6), withoutNextStepQuery(chen.person, 6)]) {
    const plan = w.plan(statement.compile())
    expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(stale|without_next_step)/)
    expect(plan.join()).not.toContain('TEMP B-TREE')
  }
})
