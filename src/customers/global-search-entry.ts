import { globalSearchFinder } from '../lists/search/global-search.ts'
import { customerList } from './list.ts'
import { customerDisplayName } from './repository.ts'

/** Customers in the global search. */
export const customerFinder = globalSearchFinder(
  customerList,
  { label: 'customers.title_page', icon: 'users', may: 'customers.see' },
  (row) => ({
    id: row.id,
    href: `/customers/${row.id}`,
    title: { text: customerDisplayName(row) },
    detail: [row.name === null ? null : row.company, row.phone, row.region, row.owner],
    state: null,
    day: null,
    amount: null,
  }),
)
