import { z } from 'zod'
import type { MessageKey } from '../../i18n/messages.ts'
import { parseDecimal } from '../../values/decimal.ts'
import { moneyField, percentField, quantityField, versionField } from '../../web/forms.ts'
import { type Indicator, indicators } from '../indicators.ts'
import { isMonth } from '../period.ts'
import type { TargetCell } from './targets-repository.ts'

/** A target as typed; nothing typed takes it away. */
export type TypedTarget = TargetCell & { value: number | null }

const mostOrders = 1_000_000
const mostProblems = 100

const orders = z
  .string()
  .transform((typed) => (typed.trim() === '' ? null : parseDecimal(typed, 0)))
  .refine((count) => count === null || (count !== undefined && count >= 0 && count <= mostOrders))
  .transform((count) => count ?? null)

const fields: Record<Indicator, { schema: z.ZodType<number | null>; wrong: MessageKey }> = {
  amount: { schema: moneyField(), wrong: 'errors.amount' },
  quantity: { schema: quantityField(0), wrong: 'performance.wrong_quantity' },
  orders: { schema: orders, wrong: 'performance.wrong_orders' },
  collected: { schema: moneyField(), wrong: 'errors.amount' },
  conversion: { schema: percentField(), wrong: 'errors.percent' },
}

/** targets[USER_ID][2026-07][INDICATOR]: only what is sent is changed. */
const targets = z.unknown().transform((typed, context): TypedTarget[] => {
  const read = typed === '' || typed === undefined ? [] : leafValues(typed, 3).map(targetOrWrong)
  const wrong = read.flatMap((one) => ('message' in one ? [one] : []))
  for (const one of wrong.slice(0, mostProblems)) context.addIssue({ code: 'custom', ...one })
  return wrong.length > 0 ? z.NEVER : read.flatMap((one) => ('message' in one ? [] : [one]))
})

interface WrongTarget {
  message: MessageKey
  path: string[]
}

/** What stands so many names deep in what was sent, and what ends before that. */
export function leafValues(typed: unknown, depth: number, path: string[] = []): { path: string[]; value: unknown }[] {
  if (depth === 0 || typed === null || typeof typed !== 'object') return [{ path, value: typed }]
  return Object.entries(typed).flatMap(([name, inner]) => leafValues(inner, depth - 1, [...path, name]))
}

function targetOrWrong({ path, value }: ReturnType<typeof leafValues>[number]): TypedTarget | WrongTarget {
  const [user = '', month = '', name] = path
  const indicator = indicators.find((one) => one === name)
  if (!indicator || !isMonth(month) || !isId(user)) return { message: 'errors.not_understood', path }
  const read = fields[indicator].schema.safeParse(value)
  return read.success
    ? { user_id: Number(user), month, indicator, value: read.data }
    : { message: fields[indicator].wrong, path }
}

const isId = (text: string) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2147483647

export const targetsForm = z.object({ targets, version: versionField })

export type TargetsInput = z.output<typeof targetsForm>

/** A target's field by its HTML name. */
export const fieldOf = ({ user_id, month, indicator }: TargetCell): string =>
  `targets[${user_id}][${month}][${indicator}]`
