import { type SqlBool, sql } from 'kysely'
import { calledOf } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import { finder } from '../lists/finder.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { isVisible } from './terms.ts'

const states = {
  prospecting: { label: 'opportunities.stage_prospecting', icon: 'circle-dotted', tone: '' },
  qualification: { label: 'opportunities.stage_qualification', icon: 'circle', tone: '' },
  proposal: { label: 'opportunities.stage_proposal', icon: 'circle-half-2', tone: '' },
  negotiation: { label: 'opportunities.stage_negotiation', icon: 'circle-half-2', tone: '' },
  won: { label: 'opportunities.stage_won', icon: 'circle-check', tone: 'good' },
  lost: { label: 'opportunities.stage_lost', icon: 'circle-x', tone: '' },
  superseded: { label: 'opportunities.stage_superseded', icon: 'circle-x', tone: '' },
} as const

/** Opportunities in the search of everything: one's own, a manager's all; a title before the rest, then the latest. */
export const opportunityFinder = finder({
  table: 'opportunities',
  label: 'opportunities.title_page',
  icon: 'target',
  may: 'opportunities.see',
  path: '/opportunities',
  visible: (person) => [isVisible(person)],
  own: ({ role }) => role !== 'manager',
  order: sql`touched_on desc, id desc`,
  by: 'touched_on',
  exact: (query) => sql<SqlBool>`opportunities.title_sort = ${pinyinSort(query)} and opportunities.title = ${query}`,
  async hits(ids) {
    const rows = await reader()
      .selectFrom('opportunities')
      .innerJoin('customers', 'customers.id', 'opportunities.customer_id')
      .select(['opportunities.id', 'opportunities.title', 'opportunities.stage'])
      .select(['opportunities.expected_amount', 'customers.name', 'customers.company'])
      .where('opportunities.id', 'in', ids)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      href: `/opportunities/${row.id}`,
      title: { text: row.title },
      detail: [row.company ?? calledOf(row)],
      state: states[row.stage],
      day: null,
      amount: row.expected_amount,
    }))
  },
})
