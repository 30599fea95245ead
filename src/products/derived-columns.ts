import { searchTextOf } from '../lists/search/search-text.ts'
import { pinyinSort } from '../values/pinyin.ts'
import type { ProductFields } from './form.ts'

/** Sort key and search text: model, name and category, with pinyin and its initials. */
export function searchColumns({ model, name, category }: Pick<ProductFields, 'model' | 'name' | 'category'>): {
  name_sort: string
  search_text: string
} {
  const names = [model, name, category].map((text): [string | null, 'text'] => [text, 'text'])
  return { name_sort: pinyinSort(name, 'text'), search_text: searchTextOf(names, []) }
}
