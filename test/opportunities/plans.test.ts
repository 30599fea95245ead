import { expect, test } from 'vitest'
import { questionOf } from '../../src/lists/question.ts'
import { aimless, neglected } from '../../src/opportunities/due-repository.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { department } from './department.ts'

const { w, wang, chen, made } = await department()

test('what is neglected is found, as what has no next step, along an index of its own', () => {
  for (const { person } of [wang, chen])
    for (const statement of [neglected(person, 6), aimless(person, 6)]) {
      const plan = w.plan(statement.compile())
      expect(plan[0]).toMatch(/ opportunities USING INDEX opportunities_(neglected|aimless)/)
      expect(plan.join()).not.toContain('TEMP B-TREE')
    }
})

test('the list of what is neglected is walked by the last update in an index of what is open', async () => {
  const { question } = questionOf(opportunityList, { neglected: '1' })
  const [, page] = await opportunityList.statements(question, chen.person)
  const plan = page ? w.plan(page) : []
  expect(plan).toContain('SCAN opportunities USING COVERING INDEX opportunities_open')
  expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toHaveLength(1)
})

test('what is expected until a day is found along years and months, and in no other order or with another filter', async () => {
  await made(wang, { expected_close_on: '2019-05-06' })
  const plan = async (address: Record<string, string>) => {
    const { question } = questionOf(opportunityList, address)
    const [, page] = await opportunityList.statements(question, chen.person)
    return page ? w.plan(page).join('\n') : ''
  }
  const along = await plan({ to: '2022-03-15' })
  expect(along.match(/INDEX opportunities_expected_year/g)).toHaveLength(3)
  expect(along.match(/INDEX opportunities_expected_month/g)).toHaveLength(3)
  expect(along).not.toContain('SCAN opportunities')
  for (const other of [{ sort: 'title' }, { stage: 'won' }, { from: '2020-01-01' }])
    expect(await plan({ to: '2022-03-15', ...other })).not.toContain('opportunities_expected_year')
})
