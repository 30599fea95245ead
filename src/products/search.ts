import { type SqlBool, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { finder } from '../lists/finder.ts'

/** Products in the search of everything: a model before the rest, then by name. */
export const productFinder = finder({
  table: 'products',
  label: 'products.title_page',
  icon: 'package',
  may: 'products.see',
  path: '/products',
  visible: () => [sql<SqlBool>`true`],
  order: sql`name_sort, id`,
  by: 'name_sort',
  exact: (query) => sql<SqlBool>`products.model = ${query}`,
  async hits(ids) {
    const rows = await reader().selectFrom('products').selectAll().where('id', 'in', ids).execute()
    return rows.map((row) => ({
      id: row.id,
      href: `/products/${row.id}`,
      title: { text: row.model },
      detail: [row.name, row.category],
      state: row.active ? null : { label: 'products.active_0', icon: 'circle-x', tone: '' },
      day: null,
      amount: row.list_price,
    }))
  },
})
