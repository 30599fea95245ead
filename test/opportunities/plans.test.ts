import { expect, test } from 'vitest'
import {
  staleOpportunitiesQuery,
  withoutNextStepQuery,
} from '../../src/opportunities/due/needs-attention-repository.ts'
import { nextStepsDueQuery } from '../../src/opportunities/due/next-steps-due-repository.ts'
import { department } from './opportunity-fixtures.ts'

const { w, wang, chen } = await department()

test('stale opportunities and those without a next step are read along an index of their own for a manager', () => {
  for (const statement of [staleOpportunitiesQuery(chen.person, 6), withoutNextStepQuery(chen.person, 6)]) {
    const plan = w.plan(statement.compile())
    expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(stale|without_next_step)/)
    expect(plan.join()).not.toContain('TEMP B-TREE')
  }
})

test('next steps that are due are read along the index of their owner and day', () => {
  const plan = w.plan(nextStepsDueQuery(wang.person.id, '2026-11-30', 12).compile())
  expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_next_step_on \(owner_id=\? AND next_step_on</)
  expect(plan.join()).not.toContain('TEMP B-TREE')
})
