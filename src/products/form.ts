import { z } from 'zod'
import { settings } from '../settings.ts'
import { plainDecimal } from '../values/decimal.ts'
import { minorDigits } from '../values/money.ts'
import { moneyField, oneOf, requiredText, textField, versionField } from '../web/forms.ts'
import type { Product } from './repository.ts'

const yes = z
  .string()
  .transform((typed) => typed || '1')
  .pipe(oneOf(['1', '0']))
  .transform((typed) => (typed === '1' ? 1 : 0))

/**
 * A product's fields, used by form, import and export. Without a price it is 0; without a status the product is on
 * sale.
 */
export const productFields = z.object({
  model: requiredText(100),
  name: requiredText(200),
  category: textField(100),
  unit: textField(40),
  list_price: moneyField().transform((price) => price ?? 0),
  active: yes,
})

export type ProductFields = z.output<typeof productFields>

export const productForm = z.object({ ...productFields.shape, version: versionField })

export type ProductInput = z.output<typeof productForm>

/** A product as form values. */
export const productFormValues = (record: Product): Record<string, string> => ({
  model: record.model,
  name: record.name,
  category: record.category ?? '',
  unit: record.unit ?? '',
  list_price: pricePlain(record.list_price),
  active: String(record.active),
  version: String(record.version),
})

/** A price in minor units as a plain decimal, such as 1234.50. */
export const pricePlain = (minor: number): string => plainDecimal(minor, minorDigits(settings().CURRENCY))
