import { z } from 'zod'
import { creditFormValues, creditsField } from '../../accounts/credits.ts'
import { pricePlain } from '../../products/form.ts'
import { shortDecimal } from '../../values/decimal.ts'
import { dayField, idField, requiredTextarea, textareaField, textField, versionField } from '../../web/forms.ts'
import type { Order } from '../repository.ts'
import { lines } from './lines.ts'

/**
 * The order form. Defaults for a new order: the current user as owner, today, the customer's region, all credit the
 * owner's.
 */
export const orderForm = z.object({
  customer_id: idField(),
  owner_id: idField(),
  ordered_on: dayField(),
  due_on: dayField(),
  region: textField(100),
  opportunity_id: idField(),
  contract_number: textField(100),
  signed_on: dayField(),
  notes: textareaField(5000),
  credits: creditsField,
  lines,
  version: versionField,
})

export type OrderInput = z.output<typeof orderForm>

const { credits: _credits, lines: _lines, ...heads } = orderForm.shape

/** An order as form values. */
export const orderFormValues = (order: Order) => ({
  ...Object.fromEntries(
    (Object.keys(heads) as (keyof typeof heads)[]).map((name) => [name, String(order[name] ?? '')]),
  ),
  credits: creditFormValues(order.credits),
  lines: order.lines.map(({ model, quantity, unit_price, discount }) => ({
    product_model: model,
    quantity: shortDecimal(quantity, 3),
    unit_price: pricePlain(unit_price),
    discount_percent: shortDecimal(discount, 2),
  })),
})

export const confirmForm = z.object({ version: versionField })
export const reasonForm = z.object({ reason: requiredTextarea(1000), version: versionField })
export type ReasonInput = z.output<typeof reasonForm>
