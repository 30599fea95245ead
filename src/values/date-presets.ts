import { addDays, addMonths, type DayRange, daysBetween, type Period, periodEnd, periodStart } from './days.ts'

/** The named date ranges of reports: `count` calendar periods, of which the last is `back` periods before today's. */
const calendar = {
  today: { period: 'day', back: 0, count: 1 },
  this_week: { period: 'week', back: 0, count: 1 },
  this_month: { period: 'month', back: 0, count: 1 },
  last_month: { period: 'month', back: 1, count: 1 },
  this_quarter: { period: 'quarter', back: 0, count: 1 },
  last_quarter: { period: 'quarter', back: 1, count: 1 },
  this_year: { period: 'year', back: 0, count: 1 },
  last_year: { period: 'year', back: 1, count: 1 },
  last_12_months: { period: 'month', back: 0, count: 12 },
} as const satisfies Record<string, { period: Period; back: number; count: number }>

/** The name of a date range. */
export type Preset = keyof typeof calendar
/** The names of the date ranges, in the order of menus. */
export const presets = Object.keys(calendar) as [Preset, ...Preset[]]

/** A preset in a URL. One that still runs ends today, unless the whole period is asked for. */
export interface ChosenPreset {
  name: Preset
  whole: boolean
}

/** What a range can be compared with: the range before it, or the same one a year earlier. */
export const comparisons = ['previous', 'last_year'] as const
/** One of the comparisons. */
export type Comparison = (typeof comparisons)[number]

/** Whether a preset's period contains today, so that it ends today or, as a whole, later. */
export const isRunning = (name: Preset): boolean => calendar[name].back === 0

/** A preset's days, relative to today. */
export function presetRange({ name, whole }: ChosenPreset, today: string): DayRange {
  const { period, back, count } = calendar[name]
  const last = periodsBack(today, period, back)
  const from = periodStart(periodsBack(last, period, count - 1), period)
  return { from, to: isRunning(name) && !whole ? today : periodEnd(last, period) }
}

/**
 * The days that a range is compared with, fixed before anything is grouped.
 *
 * - The range before: of entered dates the as many days before. Of a preset the period before: all of it where the
 *   preset's period is over or taken whole, otherwise its first as many days, at most all (31 March: 1 to 28 February).
 * - A year earlier: the same dates (29 February: the 28th); of whole months whole months; of a week the same weekdays.
 */
export function comparedRange(days: DayRange, comparison: Comparison, preset: ChosenPreset | null): DayRange {
  const isWhole = preset !== null && (preset.whole || !isRunning(preset.name))
  const { period, count } = preset ? calendar[preset.name] : { period: 'day' as const, count: 1 }
  if (comparison === 'last_year') return yearEarlier(days, period, isWhole)
  if (!preset) return { from: addDays(days.from, daysBetween(days.to, days.from) - 1), to: addDays(days.from, -1) }
  const from = periodsBack(days.from, period, count)
  const end = addDays(days.from, -1)
  const asManyDays = addDays(from, daysBetween(days.from, days.to))
  return { from, to: isWhole || asManyDays > end ? end : asManyDays }
}

function yearEarlier({ from, to }: DayRange, period: Period, isWhole: boolean): DayRange {
  if (period === 'week') return { from: addDays(from, -364), to: addDays(to, -364) }
  const end = addMonths(to, -12)
  return { from: addMonths(from, -12), to: isWhole ? periodEnd(end, period) : end }
}

/** The day this many periods earlier: of months, quarters and years the same date, or the month's last day. */
function periodsBack(day: string, period: Period, count: number): string {
  if (period === 'day' || period === 'week') return addDays(day, -count * (period === 'week' ? 7 : 1))
  return addMonths(day, -count * { month: 1, quarter: 3, year: 12 }[period])
}
