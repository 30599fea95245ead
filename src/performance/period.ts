import { z } from 'zod'
import type { Translate } from '../i18n/translate.ts'
import { addMonths, type DayRange, daysBetween } from '../values/days.ts'
import { isPeriodKey, periodKey, periodRange, periodsIn } from '../values/periods.ts'
import { zodErrorOption } from '../web/field-schemas.ts'

/** The lengths of assessment periods. */
export const periodLengths = ['month', 'quarter', 'year'] as const
type Length = (typeof periodLengths)[number]

/** An assessment period by its key: 2026-07, 2026-Q3, 2026. */
export interface AssessedPeriod extends DayRange {
  key: string
  length: Length
}

const monthsIn: Record<Length, number> = { month: 1, quarter: 3, year: 12 }
const shape = /^(?:19|20|21)\d\d(?:-\d\d|-Q[1-4])?$/

/** Whether a text is the key of a month, quarter or year from 1900 to 2199. */
export const isAssessedPeriodKey = (text: string): boolean => shape.test(text) && isPeriodKey(text)
/** Whether a text is the key of a month. */
export const isMonth = (text: string): boolean => text.length === 7 && !text.includes('Q') && isAssessedPeriodKey(text)

/** Field for a period in a URL; '' becomes null. */
export const periodField = () =>
  z
    .string()
    .refine((typed) => typed === '' || isAssessedPeriodKey(typed), zodErrorOption('errors.choice'))
    .transform((typed) => (typed === '' ? null : parseAssessedPeriod(typed)))

/** The period with this key. Throws RangeError if the key is not valid. */
export function parseAssessedPeriod(key: string): AssessedPeriod {
  const length = key.length === 4 ? 'year' : key.includes('Q') ? 'quarter' : 'month'
  return { key, length, ...periodRange(key) }
}

/** The period of this length that contains the day. */
export const periodContaining = (day: string, length: Length): AssessedPeriod =>
  parseAssessedPeriod(periodKey(day, length))

/** The period `by` periods later (earlier if negative), of the same length. */
export const offsetPeriod = ({ from, length }: AssessedPeriod, by: number): AssessedPeriod =>
  periodContaining(addMonths(from, by * monthsIn[length]), length)

/**
 * A period of another length: the one with today if this period contains today, otherwise the one with its first day.
 */
export const periodWithLength = ({ from, to }: AssessedPeriod, length: Length, today: string): AssessedPeriod =>
  periodContaining(from <= today && today <= to ? today : from, length)

/** The keys of the period's months, as the table of targets uses them. */
export const monthsOf = (period: DayRange): string[] => periodsIn(period, 'month')

/** Days passed of a period, today included, and its number of days. */
export function elapsedAndTotalDays({ from, to }: DayRange, today: string): { passed: number; days: number } {
  const days = daysBetween(from, to) + 1
  return { passed: Math.min(days, Math.max(0, daysBetween(from, today) + 1)), days }
}

/** The name of a period: 2026年7月, Q3 2026. */
export function periodName(key: string, t: Translate): string {
  const year = key.slice(0, 4)
  if (key.length === 4) return t('performance.year_name', { year })
  if (key.includes('Q')) return t('performance.quarter_name', { year, quarter: key.slice(-1) })
  return t('performance.month_name', { year, month: monthName(key, t) })
}

/** The name of a month without its year. */
export const monthName = (key: string, t: Translate): string =>
  t(`performance.month_${Number(key.slice(5))}` as 'performance.month_1')
