import { beforeAll, describe, expect, test } from 'vitest'
import { customerList } from '../../src/customers/list.ts'
import type { List } from '../../src/lists/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { orderList } from '../../src/orders/list.ts'
import { productList } from '../../src/products/list.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

const lists: List<unknown>[] = [customerList, productList, opportunityList, orderList] as List<unknown>[]

/** What filters can be asked: each takes those that it can read. */
const values = ['1', '2026-01-05', 'draft', 'open', 'none', 'won', 'A']

/** Each sort both ways, and each filter in the list's usual order. */
const addresses = (list: List<unknown>): string[] => [
  ...list.columns.flatMap(({ name, sortBy }) => (sortBy ? [`sort=${name}`, `sort=-${name}`] : [])),
  ...Object.entries(list.filters).flatMap(([name, { schema }]) =>
    values.filter((value) => schema.safeParse(value).success).map((value) => `${name}=${value}`),
  ),
  'q=zhang',
  'q=z',
  'page=400',
  'q=zhang&page=400',
]

describe.each(lists)('$name', (list) => {
  test.each(addresses(list))('by %s no table is read from end to end, but along an index', async (address) => {
    for (const who of ['王芳', '陈静']) {
      const { question } = questionOf(list, Object.fromEntries(new URLSearchParams(address)))
      const [count, page] = await list.statements(question, w.who(who))
      // Counting everything stops at 10,000, along whatever is nearest; where it is kept, a row a day is read.
      const narrowed = question.q !== '' || Object.values(question.filter).some((value) => value !== null)
      const statements = [page, narrowed || who === '王芳' ? count : undefined].filter((one) => one !== undefined)
      for (const step of statements.flatMap((statement) => w.plan(statement)))
        expect(step, `${who}: ${address}`).not.toMatch(
          /^SCAN (?!hits|places|json_each|\w+_by_(day|stage|owner)$|\w+ USING (COVERING )?INDEX|\w+_search VIRTUAL TABLE|users|\(subquery)/,
        )
    }
  })

  test('a page passes over the rows before it along an index, and reads only its own', async () => {
    const { question } = questionOf(list, { page: '400' })
    const [, page] = await list.statements(question, w.who('陈静'))
    expect(page?.sql).toMatch(
      new RegExp(
        `in \\(select "id" from \\(select "${list.name}"."id" .* limit \\? offset \\?\\) as "places"\\) order by`,
      ),
    )
    const plan = page ? w.plan(page) : []
    expect(plan[0]).toBe(`SEARCH ${list.name} USING INTEGER PRIMARY KEY (rowid=?)`)
    // What other tables know is joined to them alone.
    expect(plan.slice(0, plan.indexOf('SCAN places')).join('\n')).not.toContain('LEFT-JOIN')
  })

  test('a list in its usual order sorts no more than a page', async () => {
    for (const who of ['王芳', '陈静'])
      for (const page of ['1', '400']) {
        const { question } = questionOf(list, { page })
        const [, statement] = await list.statements(question, w.who(who))
        const plan = statement ? w.plan(statement) : []
        // What is sorted are the page's own rows, which the ids have found.
        const sorting = plan.filter((step) => step === 'USE TEMP B-TREE FOR ORDER BY')
        expect(sorting, plan.join('\n')).toHaveLength(1)
        expect(plan.at(-1)).toBe('USE TEMP B-TREE FOR ORDER BY')
      }
  })
})
