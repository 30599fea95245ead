import { type SqlBool, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { columnsWithRemainingFields, listColumnsOfFields } from '../lists/field-columns.ts'
import { choiceFilter, textChoiceFilter } from '../lists/filter-kinds.ts'
import { list } from '../lists/list.ts'
import { choices } from '../preferences/repository.ts'
import { activeValues, productFields } from './fields.ts'
import type { Product } from './repository.ts'

const { model, name, category, unit, list_price, active } = listColumnsOfFields(productFields)

/** The product list and its CSV. */
export const productList = list({
  name: 'products',
  path: '/products',
  search: { table: 'products', exact: (query) => sql<SqlBool>`products.model = ${query}` },
  filters: {
    category: textChoiceFilter('products.category', () => choices('category')),
    active: choiceFilter('products.active', activeValues, (active) => `products.active_${active}` as const),
  },
  from: () => reader().selectFrom('products'),
  where: (is, { category, active }) => [
    category !== null && is('products.category', '=', category),
    active !== null && is('products.active', '=', Number(active)),
  ],
  select: (query) => query.selectAll('products'),
  columns: columnsWithRemainingFields<Product>(
    [
      { ...model, sortBy: 'products.model' },
      { ...name, sortBy: 'products.name_sort' },
      { ...category, sortBy: 'products.category' },
      unit,
      { ...list_price, sortBy: 'products.list_price', descends: true },
      { ...active, sortBy: 'products.active' },
    ],
    productFields,
  ),
  sort: 'model',
  id: 'products.id',
})
