import { beforeAll, describe, expect, test } from 'vitest'
import { customerList } from '../../src/customers/list.ts'
import type { List } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { orderList } from '../../src/orders/list.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

/** Without products: there are only some thousands, so sorting them is cheap and not every column has an index. */
const lists: List<unknown>[] = [customerList, opportunityList, orderList] as List<unknown>[]

/** Values for filters; each filter uses those that it accepts. */
const values = ['1', '2026-01-05', 'draft', 'open', 'none', 'won', 'A']

/** Each sort in both directions, and each filter in the default order. */
const addresses = (list: List<unknown>): string[] => [
  ...list.columns.flatMap(({ name, sortBy }) => (sortBy ? [`sort=${name}`, `sort=-${name}`] : [])),
  ...Object.entries(list.filters).flatMap(([name, { schema }]) =>
    values.filter((value) => schema.safeParse(value).success).map((value) => `${name}=${value}`),
  ),
  'page=400',
]

const plansOf = (list: List<unknown>, address: string, who: string): string[][] => {
  const { question } = parseListParams(list, Object.fromEntries(new URLSearchParams(address)))
  return list.statements(question, w.who(who)).map((statement) => w.plan(statement))
}

describe.each(lists)('$name', (list) => {
  test.each(addresses(list))('by %s no table is scanned, only indexes', (address) => {
    for (const who of ['王芳', '陈静'])
      for (const step of plansOf(list, address, who).flat())
        expect(step, `${who}: ${address}`).not.toMatch(
          /^SCAN (?!places|counted|\w+ USING (COVERING )?INDEX|users|\(subquery)/,
        )
  })

  test('a page skips the rows before it along an index, and reads only its own', () => {
    const [, plan = []] = plansOf(list, 'page=400', '陈静')
    expect(plan[0]).toBe(`SEARCH ${list.name} USING INTEGER PRIMARY KEY (rowid=?)`)
    // Joins are only made for the page's own rows.
    expect(plan.slice(0, plan.indexOf('SCAN places')).join('\n')).not.toContain('LEFT-JOIN')
  })

  test('a list in its default order sorts no more than a page', () => {
    for (const who of ['王芳', '陈静'])
      for (const page of ['1', '400']) {
        const [, plan = []] = plansOf(list, `page=${page}`, who)
        // Only the page's own rows, found by id, are sorted.
        expect(plan.filter((step) => step === 'USE TEMP B-TREE FOR ORDER BY')).toHaveLength(1)
        expect(plan.at(-1)).toBe('USE TEMP B-TREE FOR ORDER BY')
      }
  })
})
