import { catalogue } from '../../../src/commands/demo/catalogue.ts'
import { demoProducts } from '../../../src/commands/demo/names.ts'
import { productFields } from '../../../src/products/fields.ts'
import { productSortAndSearchColumns } from '../../../src/products/search-text.ts'
import { type Bulk, gramText } from './bulk.ts'
import type { MadeProduct, World } from './context.ts'
import { furtherFields } from './further-fields.ts'

const variants = 20

const further = furtherFields<'unit'>(productFields, ['model', 'name', 'category', 'unit'])

/** Inserts the products, each in twenty sizes, and the values of the choice lists. */
export function writeProducts(file: Bulk, { by, calendar }: World, by_id: number): MadeProduct[] {
  const into = file.into('products', [
    'id',
    'model',
    'name',
    'category',
    'unit',
    'list_price',
    'created_at',
    'created_by',
    'name_sort',
    'search_text',
    'description',
    ...further.names,
  ])
  const index = file.index('products')
  const products: MadeProduct[] = []
  for (let size = 0; size < variants; size++)
    for (const { model: base, name, category, unit, price: yuan, most, description = null } of catalogue) {
      const id = products.length + 1
      const model = size === 0 ? base : `${base}-${size + 1}`
      const price = Math.round(yuan * 100 * (1 + size / 10))
      const more = further.values(by)
      const { name_sort, search_text } = productSortAndSearchColumns({ model, name, category, description, ...more })
      const known = [id, model, name, category, unit, price, calendar.instant(0), by_id, name_sort, search_text]
      into(...known, description, ...Object.values(more))
      index(id, gramText(search_text))
      products.push({ id, category, price, most })
    }
  writeChoices(file)
  return products
}

function writeChoices(file: Bulk): void {
  const into = file.into('choice_lists', ['list', 'value'])
  const lists = {
    ...demoProducts,
    unit: catalogue.map(({ unit }) => unit),
    category: catalogue.map(({ category }) => category),
  }
  for (const [list, words] of Object.entries(lists)) for (const word of new Set(words)) into(list, word)
}
