import { customerDisplayName } from '../customers/repository.ts'
import { globalSearchFinder } from '../lists/search/global-search.ts'
import { opportunityList } from './list.ts'

const states = {
  prospecting: { label: 'opportunities.stage_prospecting', icon: 'circle-dotted', tone: '' },
  qualification: { label: 'opportunities.stage_qualification', icon: 'circle', tone: '' },
  proposal: { label: 'opportunities.stage_proposal', icon: 'circle-half-2', tone: '' },
  negotiation: { label: 'opportunities.stage_negotiation', icon: 'circle-half-2', tone: '' },
  won: { label: 'opportunities.stage_won', icon: 'circle-check', tone: 'good' },
  lost: { label: 'opportunities.stage_lost', icon: 'circle-x', tone: '' },
  superseded: { label: 'opportunities.stage_superseded', icon: 'circle-x', tone: '' },
} as const

/** Opportunities in the global search. */
export const opportunityFinder = globalSearchFinder(
  opportunityList,
  { label: 'opportunities.title_page', icon: 'target', may: 'opportunities.see' },
  (row) => ({
    id: row.id,
    href: `/opportunities/${row.id}`,
    title: { text: row.title },
    detail: [row.company ?? customerDisplayName(row)],
    state: states[row.stage],
    day: null,
    amount: row.expected_amount,
  }),
)
