import type { Insertable } from 'kysely'
import { reader, writer } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Product } from './repository.ts'

const some = 500

export async function productsByIds(ids: number[]): Promise<Product[]> {
  const found: Product[] = []
  for (let start = 0; start < ids.length; start += some)
    found.push(
      ...(await reader()
        .selectFrom('products')
        .selectAll()
        .where('id', 'in', ids.slice(start, start + some))
        .execute()),
    )
  return found
}

/** Adds many products' rows; returns their ids in the same order. */
export async function insertProducts(products: Insertable<Tables['products']>[]): Promise<number[]> {
  const ids = new Map<string, number>()
  for (let start = 0; start < products.length; start += some) {
    const made = await writer()
      .insertInto('products')
      .values(products.slice(start, start + some))
      .returning(['id', 'model'])
      .execute()
    for (const { id, model } of made) ids.set(model, id)
  }
  return products.map(({ model }) => ids.get(model) ?? 0)
}
