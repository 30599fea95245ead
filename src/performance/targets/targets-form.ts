import { z } from 'zod'
import type { Key } from '../../i18n/words.ts'
import { parseDecimal } from '../../values/decimal.ts'
import { money, percent, quantity, version } from '../../web/forms.ts'
import { type Indicator, indicators } from '../indicators.ts'
import { isMonth } from '../period.ts'
import type { Cell } from './targets-repository.ts'

/** A target as typed; nothing typed takes it away. */
export type TypedTarget = Cell & { value: number | null }

const mostOrders = 1_000_000
const mostProblems = 100

const orders = z
  .string()
  .transform((typed) => (typed.trim() === '' ? null : parseDecimal(typed, 0)))
  .refine((count) => count === null || (count !== undefined && count >= 0 && count <= mostOrders))
  .transform((count) => count ?? null)

const fields: Record<Indicator, { schema: z.ZodType<number | null>; wrong: Key }> = {
  amount: { schema: money(), wrong: 'errors.amount' },
  quantity: { schema: quantity(0), wrong: 'performance.wrong_quantity' },
  orders: { schema: orders, wrong: 'performance.wrong_orders' },
  collected: { schema: money(), wrong: 'errors.amount' },
  conversion: { schema: percent(), wrong: 'errors.percent' },
}

/** targets[USER_ID][2026-07][INDICATOR]: only what is sent is changed. */
const targets = z.unknown().transform((typed, context): TypedTarget[] => {
  const found: TypedTarget[] = []
  let problems = 0
  const wrong = (message: Key, ...path: string[]) => {
    if (++problems <= mostProblems) context.addIssue({ code: 'custom', message, path })
  }
  const parts = (at: unknown, ...path: string[]): [string, unknown][] => {
    if (at !== null && typeof at === 'object') return Object.entries(at)
    wrong('errors.not_understood', ...path)
    return []
  }
  for (const [user, months] of typed === '' || typed === undefined ? [] : parts(typed))
    for (const [month, values] of parts(months, user))
      for (const [name, value] of parts(values, user, month)) {
        const indicator = indicators.find((one) => one === name)
        const read = indicator && fields[indicator].schema.safeParse(value)
        if (!indicator || !isMonth(month) || !isId(user)) wrong('errors.not_understood', user, month, name)
        else if (!read?.success) wrong(fields[indicator].wrong, user, month, name)
        else found.push({ user_id: Number(user), month, indicator, value: read.data })
      }
  return problems > 0 ? z.NEVER : found
})

const isId = (text: string) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2147483647

export const targetsForm = z.object({ targets, version })

export type TargetsInput = z.output<typeof targetsForm>

/** A target's field by its HTML name. */
export const fieldOf = ({ user_id, month, indicator }: Cell): string => `targets[${user_id}][${month}][${indicator}]`
