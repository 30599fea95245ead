import { z } from 'zod'
import {
  addZodIssue,
  indexedFormEntries,
  moneySchema,
  percentSchema,
  quantitySchema,
  requiredSchema,
  requiredTextSchema,
} from '../../web/field-schemas.ts'

const maxLines = 1000

/** A line of the form: `at` is its index in the form; unit_price null means the list price. */
export interface TypedLine {
  at: number
  product_model: string
  quantity: number
  unit_price: number | null
  discount: number
}

const lineForm = z.object({
  product_model: requiredTextSchema(100),
  quantity: requiredSchema(quantitySchema()),
  unit_price: moneySchema(),
  discount_percent: percentSchema(),
})

/**
 * The form fields lines[0][…], lines[1][…]: an array or, with gaps, an object. Blank lines are left out; null if the
 * form has none.
 */
export const lines = z.unknown().transform((typed, context): TypedLine[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = indexedFormEntries(typed)
  if (!entries) return addZodIssue(context, 'errors.not_understood')
  const filled = entries.filter(([, line]) => !isBlank(line))
  if (filled.length > maxLines) return addZodIssue(context, 'orders.too_many_lines')
  return filled.flatMap(([at, line]) => {
    const read = lineForm.safeParse({ ...blankLine, ...(line as object) })
    if (read.success) {
      const { discount_percent, ...rest } = read.data
      return [{ at, ...rest, discount: discount_percent ?? 0 }]
    }
    for (const issue of read.error.issues) context.addIssue({ ...issue, path: [String(at), ...issue.path] } as never)
    return []
  })
})

const blankLine = { product_model: '', quantity: '', unit_price: '', discount_percent: '' }

/** A line with only a discount counts as blank: the form fills in 0. */
function isBlank(line: unknown): boolean {
  if (line === null || typeof line !== 'object') return line === ''
  const { product_model, quantity, unit_price } = { ...blankLine, ...line }
  return [product_model, quantity, unit_price].every((one) => typeof one === 'string' && one.trim() === '')
}

/** The line indexes to show: those filled in, and empty ones at the end: `more`, or enough for `least` lines in all. */
export function orderFormLineIndexes(typed: unknown, least: number, more: number): number[] {
  const used = (indexedFormEntries(typed) ?? []).filter(([, line]) => !isBlank(line)).map(([at]) => at)
  const next = Math.max(-1, ...used) + 1
  const emptyCount = Math.min(Math.max(more, least - used.length), Math.max(0, maxLines - used.length))
  return [...used, ...Array.from({ length: emptyCount }, (_, index) => next + index)]
}
