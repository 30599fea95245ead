import { expect, test } from 'vitest'
import { questionOf } from '../../src/lists/question.ts'
import { aimless, neglected } from '../../src/opportunities/due/due-repository.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { department } from './department.ts'

const { w, chen } = await department()

test('what is neglected is found for a manager, as what has no next step, along an index of its own', () => {
  for (const statement of [neglected(chen.person, 6), aimless(chen.person, 6)]) {
    const plan = w.plan(statement.compile())
    expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(neglected|aimless)/)
    expect(plan.join()).not.toContain('TEMP B-TREE')
  }
})

test('the list of what is neglected is walked by the last update in an index of what is open', () => {
  const { question } = questionOf(opportunityList, { neglected: '1' })
  const [, page] = opportunityList.statements(question, chen.person)
  const plan = page ? w.plan(page) : []
  expect(plan).toContain('SCAN opportunities USING COVERING INDEX opportunities_open')
  expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toHaveLength(1)
})
