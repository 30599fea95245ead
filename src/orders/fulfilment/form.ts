import { z } from 'zod'
import {
  addZodIssue,
  choiceSchema,
  daySchema,
  idSchema,
  indexedFormEntries,
  moneySchema,
  quantitySchema,
  requiredSchema,
  textSchema,
} from '../../web/field-schemas.ts'
import type { ShippedLine } from './repository.ts'

/** The form fields quantities[LINE_ID] in thousandths; blank and 0 are left out. */
const quantities = z.unknown().transform((typed, context): ShippedLine[] => {
  const entries = typed === '' || typed === undefined ? [] : indexedFormEntries(typed)
  if (!entries) return addZodIssue(context, 'errors.not_understood')
  return entries.flatMap(([line_id, said]) => {
    const read = quantitySchema(0).safeParse(said)
    if (read.success) return read.data ? [{ line_id, quantity: read.data }] : []
    addZodIssue(context, 'errors.quantity', line_id)
    return []
  })
})

export const shipmentForm = z.object({
  shipped_on: daySchema(),
  carrier: textSchema(100),
  tracking_number: textSchema(100),
  quantities,
})

export type ShipmentInput = z.output<typeof shipmentForm>

/** A payment or a refund. Defaults: a payment, today. */
export const paymentForm = z.object({
  kind: choiceSchema(['payment', 'refund']),
  paid_on: daySchema(),
  amount: requiredSchema(moneySchema(1)),
  method: textSchema(100),
  reference: textSchema(100),
  note: textSchema(500),
  instalment_id: idSchema(),
})

export type PaymentInput = z.output<typeof paymentForm>
