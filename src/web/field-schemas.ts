import { z } from 'zod'
import type { FieldError } from '../i18n/error-classes.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { settings } from '../settings.ts'
import { instantOfLocalTime } from '../values/clock.ts'
import { isDay, isOfOurTime } from '../values/days.ts'
import { parseAmount, parseDecimal, plainDecimal } from '../values/decimal.ts'
import { maxAmount, maxQuantity, minorDigits } from '../values/money.ts'
import { stripInvisible } from '../values/strip-invisible.ts'
import { htmlFieldName } from './form-state.ts'

/** Error messages in schemas are message keys, so that a form can be shown in either language. */
export const zodErrorOption = (error: MessageKey): { error: MessageKey } => ({ error })

/** The same for a rule of the whole form; the error is shown at `field`. */
export const zodErrorOptionAt = (error: MessageKey, field: string): { error: MessageKey; path: [string] } => ({
  error,
  path: [field],
})

/** Refuses NUL and lone surrogates: databases can't store them and pages can't show them. */
const wellFormed = z
  .string()
  .refine((typed) => !typed.includes('\0') && typed.isWellFormed(), zodErrorOption('errors.characters'))

/** One line of text: trimmed, invisible characters removed, line breaks turned into spaces; blank is null, never ''. */
export const textSchema = (maxLength: number) =>
  wellFormed
    .transform(inOneLine)
    .pipe(z.string().max(maxLength, zodErrorOption('errors.too_long')))
    .transform((typed) => typed || null)

// Splits first: one pattern with white space on both sides of a break takes hours over a megabyte of spaces.
const inOneLine = (typed: string): string =>
  typed
    .split(/[\r\n]+/)
    .map((line) => stripInvisible(line).trim())
    .filter((line) => line !== '')
    .join(' ')

/** Text of several lines, trimmed, with \n as line break; blank is null. */
export const textareaSchema = (maxLength: number) =>
  wellFormed
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(maxLength, zodErrorOption('errors.too_long')))
    .transform((typed) => typed || null)

/** One line of text; blank is an error. */
export const requiredTextSchema = (maxLength: number) => textSchema(maxLength).transform(requireValue)
/** Several lines of text; blank is an error. */
export const requiredTextareaSchema = (maxLength: number) => textareaSchema(maxLength).transform(requireValue)

function requireValue<T>(typed: T | null, context: z.RefinementCtx): T {
  if (typed !== null) return typed
  context.addIssue({ code: 'custom', message: 'errors.required' satisfies MessageKey })
  return z.NEVER
}

/** One of a fixed list of values; blank is null. */
export const choiceSchema = <const T extends readonly string[]>(values: T) =>
  z
    .string()
    .refine((typed): typed is T[number] | '' => typed === '' || values.includes(typed), zodErrorOption('errors.choice'))
    .transform((typed): T[number] | null => (typed === '' ? null : (typed as T[number])))

/** One of a fixed list of values; blank is an error. */
export const requiredChoiceSchema = <const T extends readonly string[]>(values: T) =>
  z.enum(values, zodErrorOption('errors.choice'))

/** Makes any field required: null becomes an error. */
export const requiredSchema = <T>(field: z.ZodType<T | null, string>) => field.transform(requireValue)

/** A record's id; blank is null. */
export const idSchema = () =>
  z
    .string()
    .refine(
      (typed) => typed === '' || (/^[1-9]\d{0,9}$/.test(typed) && Number(typed) <= 2147483647),
      zodErrorOption('errors.choice'),
    )
    .transform((typed) => (typed === '' ? null : Number(typed)))

/** A list's page number, from 1; blank is 1. */
export const pageNumberSchema = () =>
  z
    .string()
    .refine((typed) => typed === '' || /^[1-9]\d{0,6}$/.test(typed), zodErrorOption('errors.choice'))
    .transform((typed) => Number(typed) || 1)

/** A business date YYYY-MM-DD in the years 1900 to 2199; blank is null. */
export const daySchema = () =>
  z
    .string()
    .trim()
    .refine((typed) => typed === '' || isDay(typed), zodErrorOption('errors.day'))
    .refine((typed) => !isDay(typed) || isOfOurTime(typed), zodErrorOption('errors.day_range'))
    .transform((typed) => typed || null)

/** YYYY-MM-DDTHH:MM in the business time zone, in the same years, converted to a UTC instant; blank is null. */
export const instantSchema = () =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null
      const at = instantOfLocalTime(typed.slice(0, 16), settings().TIME_ZONE)
      if (!at) return addZodIssue(context, 'errors.instant')
      return isOfOurTime(typed.slice(0, 10)) ? at.toISOString() : addZodIssue(context, 'errors.day_range')
    })

/** An amount of money in minor units, as is `min`; also in 万 and 亿; blank is null. */
export const moneySchema = (min = 0) =>
  numberSchema(
    (typed) => parseAmount(typed, minorDigits(settings().CURRENCY)),
    { min, max: maxAmount },
    min > 0 ? 'errors.amount_above_0' : 'errors.amount',
  )

/** An amount in minor units as moneySchema() reads it, such as 1234.50. */
export const pricePlain = (minor: number): string => plainDecimal(minor, minorDigits(settings().CURRENCY))

/** A quantity in thousandths, as is `min`; blank is null. */
export const quantitySchema = (min = 1) =>
  numberSchema((typed) => parseDecimal(typed, 3), { min, max: maxQuantity }, 'errors.quantity')

const maxPercent = 10_000

/** A percentage in hundredths of a percent, 0 to 10000, with or without its sign; blank is null. */
export const percentSchema = () =>
  wellFormed
    .transform((typed) => typed.replace(/\s*[%％]\s*$/, ''))
    .pipe(numberSchema((typed) => parseDecimal(typed, 2), { min: 0, max: maxPercent }, 'errors.percent'))

function numberSchema(
  parse: (typed: string) => number | undefined,
  { min, max }: { min: number; max: number },
  key: MessageKey,
) {
  return wellFormed.trim().transform((typed, context) => {
    if (typed === '') return null
    const units = parse(typed)
    if (units !== undefined && units >= min && units <= max) return units
    const isTooLarge = units !== undefined && units > max && max !== maxPercent
    context.addIssue({ code: 'custom', message: isTooLarge ? ('errors.number_too_large' satisfies MessageKey) : key })
    return z.NEVER
  })
}

/**
 * The entries of an indexed field (lines[0], credits[7]) sorted by index; undefined if there are none. Only canonical
 * indexes count: [7] and [07] would be two entries with one index.
 */
export function indexedFormEntries(typed: unknown): [number, unknown][] | undefined {
  if (typed === null || typeof typed !== 'object') return undefined
  const entries = Object.entries(typed)
  if (!entries.every(([at]) => /^(0|[1-9]\d{0,8})$/.test(at))) return undefined
  return entries.map(([at, part]): [number, unknown] => [Number(at), part]).toSorted(([a], [b]) => a - b)
}

/** Adds an error to a field, or to its entry `at`, from within a zod transform. */
export function addZodIssue(context: z.RefinementCtx, message: MessageKey, at?: number): never {
  context.addIssue({ code: 'custom', message, path: at === undefined ? [] : [String(at)] })
  return z.NEVER
}

/** The record's version when the form was shown; 0 on a create. */
export const versionSchema = z.coerce.number().int().min(0).max(2147483647).catch(0)

/** zod's issues as errors with message keys at HTML field names, at most one per field. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const wrong = error.issues.map((issue): FieldError => {
    const key = isKey(issue.message) ? issue.message : 'errors.not_understood'
    const field = htmlFieldName(issue.path)
    return issue.code === 'too_big' ? { field, key, values: { max: Number(issue.maximum) } } : { field, key }
  })
  return wrong.filter(({ field }, index) => wrong.findIndex((other) => other.field === field) === index)
}

const isKey = (message: string): message is MessageKey => message in messages.en || `${message}_other` in messages.en

/**
 * Parses a URL's parameters. Invalid ones never fail the request: they are ignored and listed in `ignoredParams`. A
 * missing one is '', for which the schema must have a value.
 */
export function parseQuery(
  schema: z.ZodObject | undefined,
  parameters: Record<string, unknown>,
): { query: unknown; ignoredParams: string[] } {
  if (!schema) return { query: undefined, ignoredParams: [] }
  const ignoredParams: string[] = []
  const parsed: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(schema.shape)) {
    const read = (part as z.ZodType).safeParse(parameters[name] ?? '')
    if (read.success) parsed[name] = read.data
    else {
      ignoredParams.push(name)
      parsed[name] = (part as z.ZodType).safeParse('').data ?? null
    }
  }
  return { query: parsed, ignoredParams }
}
