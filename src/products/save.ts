import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { note } from '../history/note.ts'
import { Refusal } from '../i18n/refusal.ts'
import { indexText } from '../lists/search/grams.ts'
import { bringChoices } from '../preferences/bring-choices.ts'
import { timestamp } from '../values/clock.ts'
import type { ProductInput } from './form.ts'
import { insertProduct, type Product, productByModel } from './repository.ts'
import { searchColumns } from './searchable.ts'

/** Adds a product and returns its id. Throws Refusal where the model is taken. */
export const createProduct = ({ version: _, ...wanted }: ProductInput, by: Person): Promise<number> =>
  transaction(async () => {
    await refuseTakenModel(wanted.model, undefined)
    const found = searchColumns(wanted)
    const id = await insertProduct({ ...wanted, ...found, created_at: timestamp(), created_by: by.id })
    await note('products', id, 'created', {}, by)
    await indexText('products', id, found.search_text)
    await bringChoices(wanted, by)
    return id
  })

/** Saves a product over the version that the form was shown. Throws Refusal, Stale. Orders keep their prices. */
export const saveProduct = (record: Product, { version, ...wanted }: ProductInput, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseTakenModel(wanted.model, record.id)
    const found = searchColumns(wanted)
    await change('products', { ...record, version }, { ...wanted, ...found }, by)
    await indexText('products', record.id, found.search_text)
    await bringChoices(wanted, by)
  })

async function refuseTakenModel(model: string, except: number | undefined): Promise<void> {
  const taken = await productByModel(model)
  if (taken && taken.id !== except) throw new Refusal('model', 'products.model_taken', { name: taken.name })
}
