import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { writeSearchIndexEntry } from '../lists/search/search-index.ts'
import { addNewChoices } from '../preferences/choices-from-records.ts'
import { timestamp } from '../values/clock.ts'
import type { ProductInput } from './form.ts'
import { insertProduct, type Product, productByModel } from './repository.ts'
import { productSortAndSearchColumns } from './search-text.ts'

/** Adds a product and returns its id. Throws ValidationError if the model is taken. */
export const createProduct = ({ version: _, ...wanted }: ProductInput, by: Person): Promise<number> =>
  transaction(async () => {
    await refuseTakenModel(wanted.model, undefined)
    const derived = productSortAndSearchColumns(wanted)
    const id = await insertProduct({ ...wanted, ...derived, created_at: timestamp(), created_by: by.id })
    await recordEvent('products', id, 'created', {}, by)
    await writeSearchIndexEntry('products', id, derived.search_text)
    await addNewChoices(wanted, by)
    return id
  })

/**
 * Saves a product if the form's version is current; orders keep their prices. Throws ValidationError, VersionConflict.
 */
export const saveProduct = (record: Product, { version, ...wanted }: ProductInput, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseTakenModel(wanted.model, record.id)
    const derived = productSortAndSearchColumns(wanted)
    await updateTracked('products', { ...record, version }, { ...wanted, ...derived }, by)
    await writeSearchIndexEntry('products', record.id, derived.search_text)
    await addNewChoices(wanted, by)
  })

async function refuseTakenModel(model: string, except: number | undefined): Promise<void> {
  const existing = await productByModel(model)
  if (existing && existing.id !== except)
    throw new ValidationError('model', 'products.model_taken', { name: existing.name })
}
