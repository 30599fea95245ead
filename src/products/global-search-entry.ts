import { globalSearchFinder } from '../lists/search/global-search.ts'
import { productList } from './list.ts'

/** Products in the global search. */
export const productFinder = globalSearchFinder(
  productList,
  { label: 'products.title_page', icon: 'package', may: 'products.see' },
  (row) => ({
    id: row.id,
    href: `/products/${row.id}`,
    title: { text: row.model },
    detail: [row.name, row.category],
    state: row.active ? null : { label: 'products.active_0', icon: 'circle-x', tone: '' },
    day: null,
    amount: row.list_price,
  }),
)
