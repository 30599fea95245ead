import { z } from 'zod'
import { recordEventForSubjects } from '../history/record-event.ts'
import { updateTracked } from '../history/update-tracked.ts'
import type { ImportContext, ImportDefinition } from '../imports/definition.ts'
import { parseCellsByForm } from '../imports/file/parse-cells.ts'
import { importColumns } from '../imports/importable-fields.ts'
import {
  importedRecordsPlanner,
  importedRecordsWriter,
  type NewRecord,
  type RecordImport,
} from '../imports/rows/record-importer.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { addChoicesOf } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import { textSchema } from '../web/field-schemas.ts'
import { productFields } from './fields.ts'
import { productParts } from './form.ts'
import { findProduct, insertProducts, modelKey, productsByIds, productsByModel } from './repository.ts'
import { productSortAndSearchColumns } from './search-text.ts'

/** The cells, each validated alone: the name of a known product may be blank. */
const parts = z.object({ ...productParts.shape, name: textSchema(200) })

type Values = z.output<typeof parts>
type Prepared = ReturnType<typeof productSortAndSearchColumns>

const activeWords: Record<string, string> = {
  yes: '1',
  true: '1',
  是: '1',
  在售: '1',
  no: '0',
  false: '0',
  否: '0',
  停售: '0',
}

const records = (given: ImportContext): RecordImport<Values, Prepared> => ({
  read: ({ active = '', ...cells }) =>
    parseCellsByForm(parts, { ...cells, active: activeWords[active.toLowerCase()] ?? active }),
  whole: (values) =>
    values.name === null
      ? { wrong: [{ field: 'name', key: 'errors.required' }] }
      : { values: { ...values, list_price: values.list_price ?? 0, active: values.active ?? 1 } },
  keysOf: ({ model }) => [{ key: modelKey(model), said: { field: 'model', key: 'products.known_by_model' } }],
  find: async (models) =>
    new Map([...(await productsByModel(models))].map(([model, product]) => [model, product.id] as const)),
  load: async (ids) =>
    (await productsByIds(ids)).map((product) => ({ id: product.id, called: product.name, values: product })),
  prepare: (values) => productSortAndSearchColumns({ ...values, name: values.name ?? '' }),
  insert: (fresh) => insert(fresh, given),
  async update(id, changes) {
    const product = await findProduct(id)
    if (!product) throw new Error(`product ${id} is gone`)
    const wanted = changes as Partial<typeof product>
    const derived = productSortAndSearchColumns({ ...product, ...wanted })
    await updateTracked('products', product, { ...wanted, ...derived }, given.by, null, { import_id: given.import_id })
    await writeSearchIndexEntry('products', id, derived.search_text)
    await addChoicesOf([changes])
  },
})

async function insert(fresh: NewRecord<Values, Prepared>[], { by, import_id }: ImportContext): Promise<number[]> {
  const creation = { created_at: timestamp(), created_by: by.id }
  const rows = fresh.map(({ values, prepared }) => ({
    ...values,
    name: values.name ?? '',
    list_price: values.list_price ?? 0,
    active: values.active ?? 1,
    ...prepared,
    ...creation,
  }))
  const ids = await insertProducts(rows)
  await recordEventForSubjects('products', ids, 'imported', { import_id }, by)
  await addChoicesOf(rows)
  return ids
}

/** The product import: existing products are recognised by model. */
export const productImport: ImportDefinition = {
  kind: 'products',
  may: 'products.import',
  title: 'products.import',
  button: 'imports.commit',
  home: { path: '/products', label: 'products.title_page' },
  fields: importColumns(productFields),
  updates: true,
  planner: (given) => importedRecordsPlanner(records(given), given),
  writing: (given) => importedRecordsWriter(records(given), given),
}
