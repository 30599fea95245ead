import { beforeAll, describe, expect, test } from 'vitest'
import { customerList } from '../../src/customers/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

describe('no page’s work grows with the whole book', () => {
  const sorts = ['', '-last_contact', 'name', 'company', 'region', 'level', 'next_follow_up']
  const filters = ['', 'owner_id=1', 'region=x', 'source=x', 'level=A', 'inactive_days=30', 'q=zhang', 'q=z', 'q=138']

  test.each(filters.flatMap((filter) => sorts.map((sort) => `${filter}&sort=${sort}`)))('%s', async (address) => {
    const { question } = questionOf(customerList, Object.fromEntries(new URLSearchParams(address)))
    const statements = await customerList.statements(question, w.who('王芳'))
    for (const step of statements.flatMap((statement) => w.plan(statement)))
      expect(step).not.toMatch(
        /^SCAN (?!hits|places|json_each|customers_by_owner$|customers USING (COVERING )?INDEX|customers_search VIRTUAL TABLE|\(subquery)/,
      )
  })

  test.each(sorts.flatMap((sort) => [sort, sort.startsWith('-') ? sort.slice(1) : `-${sort || 'name'}`]))(
    'unfiltered, by %s, nothing is sorted but the page',
    async (sort) => {
      const { question } = questionOf(customerList, { sort })
      const [, page] = await customerList.statements(question, w.who('王芳'))
      const plan = page ? w.plan(page) : []
      const ids = plan.slice(0, plan.indexOf('SCAN places'))
      expect(ids, plan.join('\n')).toContainEqual(expect.stringContaining(' customers USING COVERING INDEX customers_'))
      expect(ids.join('\n')).not.toContain('TEMP B-TREE')
    },
  )

  test('nobody spoke to for so long: both parts come along the index of the last talk', async () => {
    const { question } = questionOf(customerList, { inactive_days: '30' })
    for (const statement of await customerList.statements(question, w.who('王芳'))) {
      const plan = w.plan(statement)
      const searched = plan.filter((step) =>
        /^SEARCH customers USING COVERING INDEX customers_last_contact /.test(step),
      )
      expect(searched, plan.join('\n')).toHaveLength(2)
    }
  })
})
