import { z } from 'zod'
import type { FieldError } from '../i18n/errors.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { settings } from '../settings.ts'
import { instantOf } from '../values/clock.ts'
import { isDay, isOfOurTime } from '../values/days.ts'
import { parseDecimal } from '../values/decimal.ts'
import { maxAmount, maxQuantity, minorDigits } from '../values/money.ts'
import { stripInvisible } from '../values/strip-invisible.ts'
import { fieldName } from './form-state.ts'

/** A refusal is a key of the word list, so a form can speak every language. */
export const errorKey = (error: MessageKey): { error: MessageKey } => ({ error })

/** The same for a rule of the whole form, said at one of its fields. */
export const errorKeyAt = (error: MessageKey, field: string): { error: MessageKey; path: [string] } => ({
  error,
  path: [field],
})

/** NUL and lone surrogates are no text: no database keeps them and no page shows them. */
const wellFormed = z
  .string()
  .refine((typed) => !typed.includes('\0') && typed.isWellFormed(), errorKey('errors.characters'))

/** What a person typed in one line: trimmed, without what no eye sees, inner line breaks made spaces; nothing typed is null, never ''. */
export const textField = (longest: number) =>
  wellFormed
    .transform(inOneLine)
    .pipe(z.string().max(longest, errorKey('errors.too_long')))
    .transform((typed) => typed || null)

// Line by line: a pattern with white space on both sides of a break takes hours over a megabyte of spaces.
const inOneLine = (typed: string): string =>
  typed
    .split(/[\r\n]+/)
    .map((line) => stripInvisible(line).trim())
    .filter((line) => line !== '')
    .join(' ')

/** The same, over several lines. */
export const textareaField = (longest: number) =>
  wellFormed
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(longest, errorKey('errors.too_long')))
    .transform((typed) => typed || null)

/** Text that must be there. */
export const requiredText = (longest: number) => textField(longest).transform(present)
export const requiredTextarea = (longest: number) => textareaField(longest).transform(present)

function present<T>(typed: T | null, context: z.RefinementCtx): T {
  if (typed !== null) return typed
  context.addIssue({ code: 'custom', message: 'errors.required' satisfies MessageKey })
  return z.NEVER
}

/** One of a fixed list; nothing chosen is null. */
export const choiceField = <const T extends readonly string[]>(values: T) =>
  z
    .string()
    .refine((typed): typed is T[number] | '' => typed === '' || values.includes(typed), errorKey('errors.choice'))
    .transform((typed): T[number] | null => (typed === '' ? null : (typed as T[number])))

/** One of a fixed list that has no empty choice. */
export const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, errorKey('errors.choice'))

/** A field that must be there, whatever else it must be. */
export const notNull = <T>(field: z.ZodType<T | null, string>) => field.transform(present)

/** The id of a record; nothing is null. */
export const idField = () =>
  z
    .string()
    .refine(
      (typed) => typed === '' || (/^[1-9]\d{0,9}$/.test(typed) && Number(typed) <= 2147483647),
      errorKey('errors.choice'),
    )
    .transform((typed) => (typed === '' ? null : Number(typed)))

/** Which page of a list; the first where nothing is said. */
export const pageField = () =>
  z
    .string()
    .refine((typed) => typed === '' || /^[1-9]\d{0,6}$/.test(typed), errorKey('errors.choice'))
    .transform((typed) => Number(typed) || 1)

/** A business day, YYYY-MM-DD, of the years 1900 to 2199; nothing is null. */
export const dayField = () =>
  z
    .string()
    .trim()
    .refine((typed) => typed === '' || isDay(typed), errorKey('errors.day'))
    .refine((typed) => !isDay(typed) || isOfOurTime(typed), errorKey('errors.day_range'))
    .transform((typed) => typed || null)

/** Date and time as YYYY-MM-DDTHH:MM in the business's time zone, of the same years, as a UTC instant; nothing is null. */
export const instantField = () =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null
      const at = instantOf(typed.slice(0, 16), settings().TIME_ZONE)
      if (!at) return addIssue(context, 'errors.instant')
      return isOfOurTime(typed.slice(0, 10)) ? at.toISOString() : addIssue(context, 'errors.day_range')
    })

/** An amount of money as minor units; nothing is null. `least` is in minor units too. */
export const moneyField = (least = 0) =>
  decimal(() => minorDigits(settings().CURRENCY), least, maxAmount, 'errors.amount')

/** A quantity as thousandths; nothing is null. */
export const quantityField = (least = 1) => decimal(() => 3, least, maxQuantity, 'errors.quantity')

/** A discount as hundredths of a percent, 0 to 10000; nothing is null. */
export const percentField = () => decimal(() => 2, 0, 10_000, 'errors.percent')

function decimal(places: () => number, least: number, most: number, key: MessageKey) {
  return wellFormed.trim().transform((typed, context) => {
    if (typed === '') return null
    const units = parseDecimal(typed, places())
    if (units !== undefined && units >= least && units <= most) return units
    context.addIssue({ code: 'custom', message: key })
    return z.NEVER
  })
}

/**
 * The numbered parts of a field (lines[0], credits[7]) in the order of their numbers; undefined where it has none.
 * A number has one writing: [7] and [07] would be two parts of one thing.
 */
export function indexedEntries(typed: unknown): [number, unknown][] | undefined {
  if (typed === null || typeof typed !== 'object') return undefined
  const entries = Object.entries(typed)
  if (!entries.every(([at]) => /^(0|[1-9]\d{0,8})$/.test(at))) return undefined
  return entries.map(([at, part]): [number, unknown] => [Number(at), part]).toSorted(([a], [b]) => a - b)
}

/** Says within a transform what is wrong with a field, or with one of its numbered parts. */
export function addIssue(context: z.RefinementCtx, message: MessageKey, at?: number): never {
  context.addIssue({ code: 'custom', message, path: at === undefined ? [] : [String(at)] })
  return z.NEVER
}

/** The version that the form was shown; absent on a create. */
export const versionField = z.coerce.number().int().min(0).max(2147483647).catch(0)

/** What zod found, as keys at fields by their HTML names; only the first at each field. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const wrong = error.issues.map((issue): FieldError => {
    const key = isKey(issue.message) ? issue.message : 'errors.not_understood'
    const field = fieldName(issue.path)
    return issue.code === 'too_big' ? { field, key, values: { max: Number(issue.maximum) } } : { field, key }
  })
  return wrong.filter(({ field }, index) => wrong.findIndex((other) => other.field === field) === index)
}

const isKey = (message: string): message is MessageKey => message in messages.en || `${message}_other` in messages.en

/** Reads an address's parameters; what can't be read is dropped and named, never an error. */
export function parseQuery(
  schema: z.ZodObject | undefined,
  asked: Record<string, unknown>,
): { query: unknown; dropped: string[] } {
  if (!schema) return { query: undefined, dropped: [] }
  const dropped: string[] = []
  const kept: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(schema.shape)) {
    const read = (part as z.ZodType).safeParse(asked[name] ?? '')
    if (read.success) kept[name] = read.data
    else {
      dropped.push(name)
      kept[name] = (part as z.ZodType).safeParse('').data ?? null
    }
  }
  return { query: kept, dropped }
}
