import type { Migration } from '../src/database/schema-builder.ts'

/** Products. Prices in minor units. */
export const products: Migration = {
  name: '0003_products',
  up({ table, searchable }) {
    table(
      'products',
      `id {id}, model text not null unique collate nocase, name text not null, category text, unit text, list_price integer not null default 0,
      active integer not null default 1, version integer not null default 1, created_at text not null, created_by integer not null references users (id),
      name_sort text not null, search_text text not null`,
    )
    searchable('products')
  },
}
