import { addDays, addMonths, type DayRange, daysBetween, isDay, type Period, periodEnd, periodStart } from './days.ts'

/** The named date ranges of filters and reports. */
export const presets = [
  'today',
  'this_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_12_months',
] as const
/** The name of a date range. */
export type Preset = (typeof presets)[number]

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

/** A preset as days, relative to today: whole periods; 'last_12_months' ends with the current month. */
export function presetRange(preset: Preset, today: string): DayRange {
  const whole = (period: Period, day = today) => ({ from: periodStart(day, period), to: periodEnd(day, period) })
  switch (preset) {
    case 'today':
      return whole('day')
    case 'this_week':
      return whole('week')
    case 'this_month':
      return whole('month')
    case 'last_month':
      return whole('month', addMonths(today, -1))
    case 'this_quarter':
      return whole('quarter')
    case 'last_quarter':
      return whole('quarter', addMonths(today, -3))
    case 'this_year':
      return whole('year')
    case 'last_year':
      return whole('year', addMonths(today, -12))
    case 'last_12_months':
      return { from: periodStart(addMonths(today, -11), 'month'), to: periodEnd(today, 'month') }
  }
}

/** The preset that has exactly these days, relative to today; null if there is none. */
export const matchingPreset = (days: DayRange, today: string): Preset | null =>
  presets.find((preset) => {
    const { from, to } = presetRange(preset, today)
    return from === days.from && to === days.to
  }) ?? null

/**
 * The preceding range of equal length, for comparison: as many whole months if it consists of whole months, otherwise
 * as many days.
 */
export function previousRange({ from, to }: DayRange): DayRange {
  if (!isWholeMonths({ from, to })) return { from: addDays(from, daysBetween(to, from) - 1), to: addDays(from, -1) }
  return { from: addMonths(from, -monthsIn({ from, to })), to: addDays(from, -1) }
}

/** The same days a year earlier; the end of February stays the end of February. */
export function lastYearRange({ from, to }: DayRange): DayRange {
  const end = addMonths(to, -12)
  return { from: addMonths(from, -12), to: isWholeMonths({ from, to }) ? periodEnd(end, 'month') : end }
}

const isWholeMonths = ({ from, to }: DayRange) => from <= to && from.endsWith('-01') && to === periodEnd(to, 'month')

const monthsIn = ({ from, to }: DayRange) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
