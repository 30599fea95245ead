import { z } from 'zod'
import type { Key } from '../i18n/words.ts'
import type { Share } from '../values/money.ts'
import { money, needed, percent, quantity, required } from '../web/forms.ts'

export const mostLines = 1000

/** One line as typed: `at` is its number in the form; no price means the list price. */
export interface TypedLine {
  at: number
  product_model: string
  quantity: number
  unit_price: number | null
  discount: number
}

const lineForm = z.object({
  product_model: required(100),
  quantity: needed(quantity()),
  unit_price: money(),
  discount_percent: percent(),
})

/** lines[0][…], lines[1][…]: an array or, with gaps, an object; blank lines are left out; nothing sent at all is null. */
export const lines = z.unknown().transform((typed, context): TypedLine[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = numbered(typed)
  if (!entries) return refused(context, 'errors.not_understood')
  const filled = entries.filter(([, line]) => !isBlank(line))
  if (filled.length > mostLines) return refused(context, 'orders.too_many_lines')
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

function refused(context: z.RefinementCtx, message: Key, at?: number): never {
  context.addIssue({ code: 'custom', message, path: at === undefined ? [] : [String(at)] })
  return z.NEVER
}

/** A line on which only a discount stands is blank too: forms put a 0 there. */
function isBlank(line: unknown): boolean {
  if (line === null || typeof line !== 'object') return line === ''
  const { product_model, quantity, unit_price } = { ...blankLine, ...line }
  return [product_model, quantity, unit_price].every((one) => typeof one === 'string' && one.trim() === '')
}

/** The numbered parts of a field in the order of their numbers; undefined where it has none. */
function numbered(typed: unknown): [number, unknown][] | undefined {
  if (typed === null || typeof typed !== 'object') return undefined
  const entries = Object.entries(typed)
  if (!entries.every(([at]) => /^\d{1,9}$/.test(at))) return undefined
  return entries.map(([at, part]): [number, unknown] => [Number(at), part]).toSorted(([a], [b]) => a - b)
}

/** The line numbers a form shows: those typed, at least so many, `more` of them empty at the end. */
export function lineNumbers(typed: unknown, least: number, more: number): number[] {
  const used = (numbered(typed) ?? []).filter(([, line]) => !isBlank(line)).map(([at]) => at)
  const next = Math.max(-1, ...used) + 1
  const free = Math.min(Math.max(more, least - used.length), Math.max(0, mostLines - used.length))
  return [...used, ...Array.from({ length: free }, (_, index) => next + index)]
}

/** credits[USER_ID]: whole percent; blank or 0 is nobody's; nothing sent at all, or all blank, is null. */
export const credits = z.unknown().transform((typed, context): Share[] | null => {
  if (typed === '' || typed === undefined) return null
  const entries = numbered(typed)
  if (!entries) return refused(context, 'errors.not_understood')
  const shares = entries.map(([id, share]) => ({ id, said: typeof share === 'string' ? share.trim() : null }))
  for (const { id, said } of shares)
    if (said === null || !/^(\d{1,3}\s*%?)?$/.test(said) || Number.parseInt(said || '0', 10) > 100)
      refused(context, 'orders.credit_percent', id)
  const read = shares.map(({ id, said }) => ({ id, percent: Number.parseInt(said || '0', 10) }))
  const some = read.filter(({ percent }) => percent > 0)
  return some.length > 0 ? some : null
})

/** quantities[LINE_ID] in thousandths; blank and 0 are left out. */
export const quantities = z.unknown().transform((typed, context): { line_id: number; quantity: number }[] => {
  const entries = typed === '' || typed === undefined ? [] : numbered(typed)
  if (!entries) return refused(context, 'errors.not_understood')
  return entries.flatMap(([line_id, said]) => {
    const read = quantity(0).safeParse(said)
    if (read.success) return read.data ? [{ line_id, quantity: read.data }] : []
    refused(context, 'errors.quantity', line_id)
    return []
  })
})
