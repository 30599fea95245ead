import { z } from 'zod'
import { fieldNames, fieldSchemas, fieldsWhere } from '../../fields/definition.ts'
import { type FieldError, ValidationErrors } from '../../i18n/error-classes.ts'
import { messages } from '../../i18n/messages.ts'
import type { ImportContext } from '../../imports/definition.ts'
import {
  parseAllCollectingErrors,
  parseCellsByForm,
  parseDayCell,
  parsePersonCell,
} from '../../imports/file/parse-cells.ts'
import { modelKey, type Product } from '../../products/repository.ts'
import {
  choiceSchema,
  daySchema,
  moneySchema,
  percentSchema,
  quantitySchema,
  requiredSchema,
  requiredTextSchema,
} from '../../web/field-schemas.ts'
import { orderFields } from '../fields.ts'
import { type PricedLine, pricedLine } from '../line-amounts.ts'
import { orderStatuses } from '../list.ts'

/** Existing customers and products that a batch of rows names. */
export interface Lookup {
  customer(code: string, name: string): number | FieldError | null
  regionOf(customer_id: number): string | null
  products: Map<string, Product>
}

const cells = z.object({
  ...fieldSchemas(orderFields),
  shipped_on: daySchema(),
  paid_on: daySchema(),
  status: choiceSchema(orderStatuses),
  paid_amount: moneySchema(1),
  product_model: requiredTextSchema(100),
  quantity: requiredSchema(quantitySchema()),
  unit_price: moneySchema(),
  discount_percent: percentSchema(),
})

/** The cells with a date. */
const days = [...fieldNames(fieldsWhere(orderFields, ({ kind }) => kind === 'day')), 'shipped_on', 'paid_on']

type Cells = z.output<typeof cells>
type LineCells = Pick<Cells, 'product_model' | 'quantity' | 'unit_price' | 'discount_percent'>

/** The order fields of a row; null where the cell is blank. */
export type OrderHead = Omit<Cells, keyof LineCells> & { customer_id: number | null; owner_id: number | null }

/** Reads a row by the rules of the order form. Throws ValidationErrors with all errors. */
export function readOrderRow(
  fields: Record<string, string>,
  lookup: Lookup,
  given: ImportContext,
): { head: OrderHead; line: PricedLine } {
  const { customer_id, owner_id, parts } = parseAllCollectingErrors({
    customer_id: () => customerOf(fields, lookup),
    owner_id: () => parsePersonCell(fields.owner ?? '', 'owner', given),
    parts: () =>
      parseCellsByForm(cells, { ...fields, ...daysOf(fields, given), status: statusOf(fields.status ?? '') }),
  })
  const { product_model, quantity, unit_price, discount_percent, ...head } = parts
  const line = lineOf({ product_model, quantity, unit_price, discount_percent }, lookup)
  return { head: { customer_id, owner_id, ...head }, line }
}

function customerOf({ customer_code = '', customer = '' }: Record<string, string>, lookup: Lookup): number | null {
  const found = lookup.customer(customer_code, customer)
  if (found !== null && typeof found === 'object') throw new ValidationErrors([found])
  return found
}

function daysOf(fields: Record<string, string>, given: ImportContext): Record<string, string> {
  return parseAllCollectingErrors(
    Object.fromEntries(days.map((name) => [name, () => parseDayCell(fields[name] ?? '', name, given)])),
  )
}

/** Accepts a status by its code or its label in either language. */
function statusOf(cell: string): string {
  const lowerCase = cell.toLowerCase()
  const labels = (status: string) =>
    [messages.en, messages['zh-CN']].map((all) => all[`orders.status_${status}` as 'orders.status_draft'])
  return (
    orderStatuses.find((status) => [status, ...labels(status)].some((known) => known.toLowerCase() === lowerCase)) ??
    cell
  )
}

function lineOf({ product_model, discount_percent, ...said }: LineCells, { products }: Lookup): PricedLine {
  const product = products.get(modelKey(product_model))
  if (!product) throw new ValidationErrors([{ field: 'product_model', key: 'orders.unknown_product' }])
  const line = pricedLine(product, { ...said, discount: discount_percent ?? 0 })
  if (!line) throw new ValidationErrors([{ field: 'quantity', key: 'orders.amount_too_large' }])
  return line
}
