import { z } from 'zod'
import {
  addIssue,
  choiceField,
  dayField,
  idField,
  indexedEntries,
  moneyField,
  notNull,
  quantityField,
  textField,
} from '../../web/forms.ts'
import type { ShippedLine } from './repository.ts'

/** The form fields quantities[LINE_ID] in thousandths; blank and 0 are left out. */
const quantities = z.unknown().transform((typed, context): ShippedLine[] => {
  const entries = typed === '' || typed === undefined ? [] : indexedEntries(typed)
  if (!entries) return addIssue(context, 'errors.not_understood')
  return entries.flatMap(([line_id, said]) => {
    const read = quantityField(0).safeParse(said)
    if (read.success) return read.data ? [{ line_id, quantity: read.data }] : []
    addIssue(context, 'errors.quantity', line_id)
    return []
  })
})

export const shipmentForm = z.object({
  shipped_on: dayField(),
  carrier: textField(100),
  tracking_number: textField(100),
  quantities,
})

export type ShipmentInput = z.output<typeof shipmentForm>

/** A payment or a refund. Defaults: a payment, today. */
export const paymentForm = z.object({
  kind: choiceField(['payment', 'refund']),
  paid_on: dayField(),
  amount: notNull(moneyField(1)),
  method: textField(100),
  reference: textField(100),
  note: textField(500),
  instalment_id: idField(),
})

export type PaymentInput = z.output<typeof paymentForm>
