import { z } from 'zod'
import { fieldSchemas } from '../fields/definition.ts'
import { fieldFormValues } from '../fields/format-values.ts'
import { versionSchema } from '../web/field-schemas.ts'
import { productFields } from './fields.ts'
import type { Product } from './repository.ts'

/** A product's fields, each validated alone: a row of a file that updates a known product may leave some blank. */
export const productParts = z.object({
  ...fieldSchemas(productFields),
  active: productFields.active.schema.transform((typed) => (typed === null ? null : Number(typed))),
})

/** The product form. Without a price it is 0; without a status the product is on sale. */
export const productForm = z.object({
  ...productParts.shape,
  list_price: productParts.shape.list_price.transform((price) => price ?? 0),
  active: productParts.shape.active.transform((active) => active ?? 1),
  version: versionSchema,
})

export type ProductInput = z.output<typeof productForm>

/** A product as form values. */
export const productFormValues = (record: Product): Record<string, string> => fieldFormValues(productFields, record)
