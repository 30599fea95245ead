import { isDay } from './days.ts'
import { halfWidth } from './normalize.ts'

/** A day parsed from a file's text; `ambiguous` has both readings, day first and month first. */
type ParsedDay = { day: string } | { ambiguous: [string, string] } | undefined

const maxLength = 100
const time = /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?$/i
/** Formats in which it is certain which number is the month. */
const unambiguousFormats = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]?$/,
  /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/,
]
const yearLast = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/

/**
 * Parses a day from a file: 2026-11-23, 2026/11/23, 20261123, 2026年11月23日, 23.11.2026, 11/23/2026, 23/11/2026, with or
 * without a time (but not with a time zone). '03/04/2026' is ambiguous unless `order` is given; undefined if it is no
 * day.
 */
export function parseDay(text: string, order?: 'dmy' | 'mdy'): ParsedDay {
  const cleaned = halfWidth(text).trim()
  if (cleaned.length > maxLength) return undefined
  const date = cleaned.replace(time, '').trim()
  const match = unambiguousFormats.map((pattern) => date.match(pattern)?.groups).find((groups) => groups !== undefined)
  if (match) return asParsed(isoDay(match.year, match.month, match.day))
  const [, first, , second, last] = date.match(yearLast) ?? []
  return last ? resolveOrder(isoDay(last, second, first), isoDay(last, first, second), order) : undefined
}

function resolveOrder(dayFirst: string | undefined, monthFirst: string | undefined, order?: 'dmy' | 'mdy'): ParsedDay {
  if (!dayFirst || !monthFirst || dayFirst === monthFirst) return asParsed(dayFirst ?? monthFirst)
  if (order) return { day: order === 'dmy' ? dayFirst : monthFirst }
  return { ambiguous: [dayFirst, monthFirst] }
}

const asParsed = (day: string | undefined): ParsedDay => (day ? { day } : undefined)

function isoDay(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : undefined
}
