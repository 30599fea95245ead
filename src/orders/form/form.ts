import { z } from 'zod'
import { creditFormValues, creditsSchema } from '../../accounts/sales-credit-fields.ts'
import { fieldSchemas } from '../../fields/definition.ts'
import { fieldFormValues } from '../../fields/format-values.ts'
import { shortDecimal } from '../../values/decimal.ts'
import { choiceSchema, idSchema, pricePlain, requiredTextareaSchema, versionSchema } from '../../web/field-schemas.ts'
import { orderFields } from '../fields.ts'
import type { Order } from '../repository.ts'
import { lines } from './lines.ts'

/**
 * The order form. Defaults for a new order: the current user as owner, today, the customer's region, all credit the
 * owner's.
 */
export const orderForm = z.object({
  customer_id: idSchema(),
  owner_id: idSchema(),
  opportunity_id: idSchema(),
  ...fieldSchemas(orderFields),
  credits: creditsSchema,
  lines,
  /** Ticked if a second order from one opportunity is meant. */
  another_order: choiceSchema(['1']),
  version: versionSchema,
})

export type OrderInput = z.output<typeof orderForm>

/** An order as form values. */
export const orderFormValues = (order: Order) => ({
  ...fieldFormValues(orderFields, order),
  customer_id: String(order.customer_id),
  owner_id: String(order.owner_id),
  opportunity_id: String(order.opportunity_id ?? ''),
  credits: creditFormValues(order.credits),
  lines: order.lines.map(({ model, quantity, unit_price, discount }) => ({
    product_model: model,
    quantity: shortDecimal(quantity, 3),
    unit_price: pricePlain(unit_price),
    discount_percent: shortDecimal(discount, 2),
  })),
})

export const confirmForm = z.object({ version: versionSchema })
export const reasonForm = z.object({ reason: requiredTextareaSchema(1000), version: versionSchema })
export type ReasonInput = z.output<typeof reasonForm>
