import type { Insertable } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { searchedTexts, searchTextOf } from '../lists/search/searchable-text.ts'
import { pinyinSort } from '../values/pinyin.ts'
import { productFields } from './fields.ts'

/** Sort key and search text of a product. */
export function productSortAndSearchColumns(
  product: Pick<Insertable<Tables['products']>, 'model' | 'name'> & { [N in keyof typeof productFields]?: unknown },
): { name_sort: string; search_text: string } {
  const { names, others } = searchedTexts(productFields, product)
  return { name_sort: pinyinSort(product.name, 'text'), search_text: searchTextOf(names, others) }
}
