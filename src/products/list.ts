import { type SqlBool, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { choiceFilter, textFilter } from '../lists/filters.ts'
import { list } from '../lists/list.ts'
import { choices } from '../preferences/repository.ts'
import { pricePlain } from './form.ts'

/** The product list and its CSV. */
export const productList = list({
  name: 'products',
  path: '/products',
  search: { table: 'products', exact: (query) => sql<SqlBool>`products.model = ${query}` },
  filters: {
    category: textFilter('products.category', () => choices('category')),
    active: choiceFilter('products.active', ['1', '0'], (active) => `products.active_${active}` as const),
  },
  from: () => reader().selectFrom('products'),
  where: (is, { category, active }) => [
    category !== null && is('products.category', '=', category),
    active !== null && is('products.active', '=', Number(active)),
  ],
  select: (query) => query.selectAll('products'),
  columns: [
    { name: 'model', label: 'products.model', sortBy: 'products.model', csv: ({ model }) => ({ text: model }) },
    { name: 'name', label: 'products.name', sortBy: 'products.name_sort', csv: ({ name }) => ({ text: name }) },
    {
      name: 'category',
      label: 'products.category',
      sortBy: 'products.category',
      csv: ({ category }) => ({ text: category }),
    },
    { name: 'unit', label: 'products.unit', csv: ({ unit }) => ({ text: unit }) },
    {
      name: 'list_price',
      label: 'products.list_price',
      sortBy: 'products.list_price',
      descends: true,
      numeric: true,
      csv: ({ list_price }) => ({ plain: pricePlain(list_price) }),
    },
    {
      name: 'active',
      label: 'products.active',
      sortBy: 'products.active',
      csv: ({ active }) => ({ plain: String(active) }),
    },
  ],
  sort: 'model',
  id: 'products.id',
})
