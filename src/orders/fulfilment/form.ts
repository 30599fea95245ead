import { z } from 'zod'
import { choice, day, id, indexedEntries, money, notNull, quantity, refused, text } from '../../web/forms.ts'
import type { Shipped } from './repository.ts'

/** quantities[LINE_ID] in thousandths; blank and 0 are left out. */
const quantities = z.unknown().transform((typed, context): Shipped[] => {
  const entries = typed === '' || typed === undefined ? [] : indexedEntries(typed)
  if (!entries) return refused(context, 'errors.not_understood')
  return entries.flatMap(([line_id, said]) => {
    const read = quantity(0).safeParse(said)
    if (read.success) return read.data ? [{ line_id, quantity: read.data }] : []
    refused(context, 'errors.quantity', line_id)
    return []
  })
})

export const shipmentForm = z.object({
  shipped_on: day(),
  carrier: text(100),
  tracking_number: text(100),
  quantities,
})

export type ShipmentInput = z.output<typeof shipmentForm>

/** Money that came or went back; said nothing, it came today. */
export const paymentForm = z.object({
  kind: choice(['payment', 'refund']),
  paid_on: day(),
  amount: notNull(money(1)),
  method: text(100),
  reference: text(100),
  note: text(500),
  instalment_id: id(),
})

export type PaymentInput = z.output<typeof paymentForm>
