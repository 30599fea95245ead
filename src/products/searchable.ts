import { fold } from '../values/grams.ts'
import { pinyinReadings, pinyinSort } from '../values/pinyin.ts'
import type { ProductFields } from './form.ts'

/** What a product is sorted and found by: model, name, category, and their pinyin with initials. */
export function searchColumns({ model, name, category }: Pick<ProductFields, 'model' | 'name' | 'category'>): {
  name_sort: string
  search_text: string
} {
  const readings = [name, category ?? ''].flatMap((text) => (text ? pinyinReadings(text, 'text') : []))
  const lines = [model, name, category ?? '', ...readings].filter(Boolean).map(fold)
  return { name_sort: pinyinSort(name, 'text'), search_text: [...new Set(lines)].join('\n') }
}
