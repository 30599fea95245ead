import { beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { transaction, writer } from '../../src/database/database.ts'
import { pageSize } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { opportunityList } from '../../src/opportunities/list.ts'
import { department } from './opportunity-fixtures.ts'

/** Opportunities with random expected close dates over some years, updated at random times. */
const { wang, chen, customer } = await department()
const by = seededRandom(11)
const day = () =>
  `${by.between(2019, 2026)}-${String(by.between(1, 12)).padStart(2, '0')}-${String(by.between(1, 28)).padStart(2, '0')}`
const made: { id: number; owner_id: number; last_update_on: string; expected_close_on: string | null }[] = []

beforeAll(async () => {
  const rows = Array.from({ length: 1_500 }, () => ({
    customer_id: customer,
    title: 'x',
    stage: 'prospecting' as const,
    owner_id: by.one([wang, chen]).person.id,
    last_update_on: day(),
    expected_close_on: by.happens(0.1) ? null : day(),
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: chen.person.id,
    title_sort: 'x',
    search_text: 'x',
  }))
  await transaction(async () => {
    for (const row of rows) {
      const { id } = await writer().insertInto('opportunities').values(row).returning('id').executeTakeFirstOrThrow()
      made.push({ id, ...row })
    }
  })
})

const days = ['2018-12-31', '2019-01-05', '2021-06-30', '2022-01-01', '2024-12-31', '2026-12-31', '2031-03-01']

test.each(days)('until %s are correct and in order, page by page', async (to) => {
  for (const visitor of [wang, chen])
    for (const sort of ['-last_update_on', 'last_update_on']) {
      const hits = made
        .filter(({ owner_id }) => visitor === chen || owner_id === wang.person.id)
        .filter(({ expected_close_on }) => expected_close_on !== null && expected_close_on <= to)
        .toSorted((a, b) =>
          a.last_update_on < b.last_update_on ? -1 : a.last_update_on > b.last_update_on ? 1 : a.id - b.id,
        )
      const all = (sort.startsWith('-') ? hits.reverse() : hits).map(({ id }) => id)
      for (const page of [1, 2, Math.ceil(all.length / pageSize) || 1]) {
        const { question } = parseListParams(opportunityList, { to, sort, page: String(page) })
        const { rows, total } = await opportunityList.page(question, visitor.person)
        expect(rows.map(({ id }) => id)).toEqual(all.slice((page - 1) * pageSize, page * pageSize))
        if (page === 1 && all.length <= pageSize) expect(total).toBe(all.length)
      }
    }
})
