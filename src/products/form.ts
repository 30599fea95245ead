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

/** What a product is made of, as form, import and export name it; nothing said, it costs nothing and is sold. */
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

/** A record as its form shows it. */
export const shownProduct = (record: Product): Record<string, string> => ({
  model: record.model,
  name: record.name,
  category: record.category ?? '',
  unit: record.unit ?? '',
  list_price: pricePlain(record.list_price),
  active: String(record.active),
  version: String(record.version),
})

/** A price in minor units as a plain decimal. */
export const pricePlain = (minor: number): string => plainDecimal(minor, minorDigits(settings().CURRENCY))
