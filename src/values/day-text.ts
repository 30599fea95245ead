import { isDay } from './days.ts'
import { halfWidth } from './normalize.ts'

/** What a text in a file says of a day; ambiguous holds both readings, day first and month first. */
type ParsedDay = { day: string } | { ambiguous: [string, string] } | undefined

const longest = 100
const time = /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?$/i
/** Ways to write a day that leave no doubt which of its numbers is the month. */
const certain = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]?$/,
  /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/,
]
const yearLast = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})$/

/**
 * A day as files have it: 2026-11-23, 2026/11/23, 20261123, 2026年11月23日, 23.11.2026, 11/23/2026, 23/11/2026, with a
 * time or not (a time with a zone is no day). '03/04/2026' is ambiguous unless `order` settles it; undefined: no day.
 */
export function parseDay(text: string, order?: 'dmy' | 'mdy'): ParsedDay {
  const said = halfWidth(text).trim()
  if (said.length > longest) return undefined
  const date = said.replace(time, '').trim()
  const known = certain.map((pattern) => date.match(pattern)?.groups).find((groups) => groups !== undefined)
  if (known) return oneOf(written(known.year, known.month, known.day))
  const [, first, , second, last] = date.match(yearLast) ?? []
  return last ? settled(written(last, second, first), written(last, first, second), order) : undefined
}

function settled(dayFirst: string | undefined, monthFirst: string | undefined, order?: 'dmy' | 'mdy'): ParsedDay {
  if (!dayFirst || !monthFirst || dayFirst === monthFirst) return oneOf(dayFirst ?? monthFirst)
  if (order) return { day: order === 'dmy' ? dayFirst : monthFirst }
  return { ambiguous: [dayFirst, monthFirst] }
}

const oneOf = (day: string | undefined): ParsedDay => (day ? { day } : undefined)

function written(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : undefined
}
