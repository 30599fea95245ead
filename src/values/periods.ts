import { addDays, type DayRange, daysBetween, isDay, type Period, periodEnd, periodStart } from './days.ts'

/** The key of the period that a day is in: '1998-02-01', '1998-W05' (ISO year), '1998-02', '1998-Q1', '1998'. */
export function periodKey(day: string, period: Period): string {
  if (period === 'day') return day
  if (period === 'month') return day.slice(0, 7)
  if (period === 'year') return day.slice(0, 4)
  if (period === 'quarter') return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  // An ISO week belongs to the year of its Thursday.
  const thursday = addDays(periodStart(day, 'week'), 3)
  const week = Math.floor(daysBetween(periodStart(thursday, 'year'), thursday) / 7) + 1
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

/** The first and last day of a period. Throws RangeError for an invalid key; check with isPeriodKey first. */
export function periodRange(key: string): DayRange {
  const range = rangeOf(key)
  if (!range) throw new RangeError(`not a period: ${key}`)
  return range
}

/** The keys of all periods that a range overlaps, in order. */
export function periodsIn({ from, to }: DayRange, period: Period): string[] {
  const keys: string[] = []
  for (let day = from; ; ) {
    keys.push(periodKey(day, period))
    const end = periodEnd(day, period)
    if (end >= to) return keys
    day = addDays(end, 1)
  }
}

/** Whether a text, such as a URL parameter, is a valid key of a period. */
export const isPeriodKey = (text: string): boolean => rangeOf(text) !== undefined

function rangeOf(key: string): DayRange | undefined {
  const [, year = '', rest = ''] = key.match(/^(\d{4})(-\d\d-\d\d|-W\d\d|-\d\d|-Q[1-4]|)$/) ?? []
  const [period, day] = readKey(year, rest)
  if (!isDay(day) || periodKey(day, period) !== key) return undefined
  return { from: periodStart(day, period), to: periodEnd(day, period) }
}

function readKey(year: string, rest: string): [Period, string] {
  if (rest === '') return ['year', `${year}-01-01`]
  const number = Number(rest.slice(2))
  if (rest.startsWith('-Q')) return ['quarter', `${year}-${String(number * 3).padStart(2, '0')}-01`]
  // 4 January is always in week 1.
  if (rest.startsWith('-W')) return ['week', isDay(`${year}-01-04`) ? addDays(`${year}-01-04`, number * 7 - 7) : '']
  return rest.length === 3 ? ['month', `${year}${rest}-01`] : ['day', year + rest]
}
