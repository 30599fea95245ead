import { customerDisplayName } from '../customers/repository.ts'
import { globalSearchFinder } from '../lists/search/global-search.ts'
import { orderList } from './list.ts'

const states = {
  draft: { label: 'orders.status_draft', icon: 'circle-dotted', tone: '' },
  confirmed: { label: 'orders.status_confirmed', icon: 'circle-half-2', tone: '' },
  completed: { label: 'orders.status_completed', icon: 'circle-check', tone: 'good' },
  cancelled: { label: 'orders.status_cancelled', icon: 'circle-x', tone: '' },
} as const

/** Orders in the global search. */
export const orderFinder = globalSearchFinder(
  orderList,
  { label: 'orders.title_page', icon: 'file-invoice', may: 'orders.see' },
  (row) => ({
    id: row.id,
    href: `/orders/${row.id}`,
    title: row.number ? { text: row.number } : { key: 'orders.draft_number', values: { id: row.id } },
    detail: [row.company ?? customerDisplayName(row), row.contract_number],
    state: states[row.status],
    day: row.ordered_on,
    amount: row.total,
  }),
)
