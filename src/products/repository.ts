import { type Insertable, sql } from 'kysely'
import { reader, sqlDialect, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { matchesIndex, queryTerms } from '../lists/search/search-index.ts'

export type Product = Row<'products'>

/** A product by its id, also a discontinued one. */
export const findProduct = (id: number): Promise<Product | undefined> =>
  reader().selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()

/** A product by its model, ignoring case. */
export const productByModel = (model: string): Promise<Product | undefined> =>
  reader().selectFrom('products').selectAll().where('model', '=', model).executeTakeFirst()

/** Products by lower-case model; unknown models are missing. */
export async function productsByModel(models: Iterable<string>): Promise<Map<string, Product>> {
  const wanted = [...new Set([...models].map(modelKey))]
  if (wanted.length === 0) return new Map()
  const rows = await reader().selectFrom('products').selectAll().where('model', 'in', wanted).execute()
  return new Map(rows.map((row) => [modelKey(row.model), row]))
}

/** The lookup key of a model. Only Latin letters are lowered, as the database compares them. */
export const modelKey = (model: string): string => model.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Products on sale that match a search, by model; all for an empty query. */
export const productsOnSale = (query: string, limit: number): Promise<Product[]> => {
  const terms = queryTerms(query)
  const offered = reader().selectFrom('products').selectAll().where('active', '=', 1).orderBy('model').limit(limit)
  return (terms.length > 0 ? offered.where(matchesIndex('products', terms)) : offered).execute()
}

/** Products on sale whose search text contains every term, the shortest names first. */
export const productsOnSaleByShortName = (terms: string[], limit: number): Promise<Product[]> =>
  reader()
    .selectFrom('products')
    .selectAll()
    .where('active', '=', 1)
    .where(matchesIndex('products', terms))
    .orderBy(({ fn }) => fn<number>('length', ['name']))
    .orderBy('model')
    .limit(limit)
    .execute()

/** Adds a product's row and returns its id. The search index needs writeSearchIndexEntry(). */
export const insertProduct = async (product: Insertable<Tables['products']>): Promise<number> =>
  (await writer().insertInto('products').values(product).returning('id').executeTakeFirstOrThrow()).id

/** The products with these ids, in no particular order. */
export const productsByIds = (ids: number[]): Promise<Product[]> =>
  reader()
    .selectFrom('products')
    .selectAll()
    .where(sqlDialect().idIn(sql.ref('id'), ids))
    .execute()

/** Adds a batch of products from a file. Returns their ids in the same order. */
export async function insertProducts(products: Insertable<Tables['products']>[]): Promise<number[]> {
  const inserted = await writer().insertInto('products').values(products).returning(['id', 'model']).execute()
  const ids = new Map(inserted.map(({ id, model }) => [model, id]))
  return products.map(({ model }) => ids.get(model) ?? 0)
}
