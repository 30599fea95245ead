import { z } from 'zod'
import type { MessageKey } from '../../i18n/messages.ts'
import { parseDecimal } from '../../values/decimal.ts'
import { moneySchema, percentSchema, quantitySchema, versionSchema } from '../../web/field-schemas.ts'
import { type Indicator, indicators } from '../indicators.ts'
import { isMonth } from '../period.ts'
import type { TargetCell } from './targets-repository.ts'

/** A submitted target; null removes it. */
export type TypedTarget = TargetCell & { value: number | null }

const mostOrders = 1_000_000
const mostProblems = 100

const orders = z
  .string()
  .transform((typed) => (typed.trim() === '' ? null : parseDecimal(typed, 0)))
  .refine((count) => count === null || (count !== undefined && count >= 0 && count <= mostOrders))
  .transform((count) => count ?? null)

const fields: Record<Indicator, { schema: z.ZodType<number | null>; wrong: MessageKey }> = {
  amount: { schema: moneySchema(), wrong: 'errors.amount' },
  quantity: { schema: quantitySchema(0), wrong: 'performance.wrong_quantity' },
  orders: { schema: orders, wrong: 'performance.wrong_orders' },
  collected: { schema: moneySchema(), wrong: 'errors.amount' },
  conversion: { schema: percentSchema(), wrong: 'errors.percent' },
}

/** Fields named targets[USER_ID][2026-07][INDICATOR]; only submitted cells are changed. */
const targets = z.unknown().transform((typed, context): TypedTarget[] => {
  const parsed = typed === '' || typed === undefined ? [] : valuesWithPathsAtDepth(typed, 3).map(parseTarget)
  const wrong = parsed.flatMap((item) => ('message' in item ? [item] : []))
  for (const item of wrong.slice(0, mostProblems)) context.addIssue({ code: 'custom', ...item })
  return wrong.length > 0 ? z.NEVER : parsed.flatMap((item) => ('message' in item ? [] : [item]))
})

interface InvalidTarget {
  message: MessageKey
  path: string[]
}

/** The values at this depth of a nested body with their paths, and any that end earlier. */
export function valuesWithPathsAtDepth(
  typed: unknown,
  depth: number,
  path: string[] = [],
): { path: string[]; value: unknown }[] {
  if (depth === 0 || typed === null || typeof typed !== 'object') return [{ path, value: typed }]
  return Object.entries(typed).flatMap(([name, inner]) => valuesWithPathsAtDepth(inner, depth - 1, [...path, name]))
}

function parseTarget({ path, value }: ReturnType<typeof valuesWithPathsAtDepth>[number]): TypedTarget | InvalidTarget {
  const [user = '', month = '', name] = path
  const indicator = indicators.find((item) => item === name)
  if (!indicator || !isMonth(month) || !isId(user)) return { message: 'errors.not_understood', path }
  const parsed = fields[indicator].schema.safeParse(value)
  return parsed.success
    ? { user_id: Number(user), month, indicator, value: parsed.data }
    : { message: fields[indicator].wrong, path }
}

const isId = (text: string) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2147483647

/** The form of the targets grid. */
export const targetsForm = z.object({ targets, version: versionSchema })

/** The parsed form. */
export type TargetsInput = z.output<typeof targetsForm>

/** The HTML name of a target's field. */
export const targetFieldName = ({ user_id, month, indicator }: TargetCell): string =>
  `targets[${user_id}][${month}][${indicator}]`
