import { addDays } from '../../src/values/days.ts'
import { periodKey } from '../../src/values/periods.ts'
import { comparedDays, yearBefore } from './naive-report.ts'

type Compare = 'previous' | 'last_year'
export interface Range {
  from: string
  to: string
}
/** A range as a URL asks for it on a day, with the days that it means and is compared with. */
export interface Asked {
  query: Record<string, string>
  today: string
  days: Range
  compared(compare: Compare): Range
}

/** All days of a range. */
export function everyDay({ from, to }: Range): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The days of `count` calendar periods, the last one `back` periods before today's, found by going day by day. */
function calendarDays(today: string, period: string, back: number, count: number): Range {
  const keyOf = (day: string) => periodKey(day, period as 'day')
  const keys = [keyOf(today)]
  let day = today
  for (; keys.length <= back + count; day = addDays(day, -1)) if (keyOf(day) !== keys[0]) keys.unshift(keyOf(day))
  const wanted = keys.slice(1, 1 + count)
  const found: string[] = []
  for (; keyOf(day) <= keyOf(today); day = addDays(day, 1)) if (wanted.includes(keyOf(day))) found.push(day)
  return { from: found[0] ?? '', to: found.at(-1) ?? '' }
}

const presets = {
  today: ['day', 0, 1],
  this_week: ['week', 0, 1],
  this_month: ['month', 0, 1],
  last_month: ['month', 1, 1],
  this_quarter: ['quarter', 0, 1],
  last_quarter: ['quarter', 1, 1],
  this_year: ['year', 0, 1],
  last_year: ['year', 1, 1],
  last_12_months: ['month', 0, 12],
} as const

/** A preset, until today or as a whole, with the days that it means and is compared with. */
function asPreset(preset: keyof typeof presets, today: string, whole: boolean): Asked {
  const [period, back, count] = presets[preset]
  const all = calendarDays(today, period, back, count)
  const isCut = back === 0 && !whole
  const days = isCut ? { ...all, to: today } : all
  const length = everyDay(days).length
  return {
    query: { preset, ...(whole && { whole: '1' }) },
    today,
    days,
    compared(compare) {
      if (compare === 'previous') {
        const before = everyDay(calendarDays(today, period, back + count, count))
        const kept = isCut ? before.slice(0, length) : before
        return { from: kept[0] ?? '', to: kept.at(-1) ?? '' }
      }
      if (period === 'week') return { from: addDays(days.from, -364), to: addDays(days.to, -364) }
      if (isCut || period === 'day') return { from: yearBefore(days.from), to: yearBefore(days.to) }
      const [first = '', last = ''] = [days.from, days.to].map((day) => yearBefore(day).slice(0, 7))
      const months = everyDay({ from: addDays(days.from, -400), to: days.from }).concat(everyDay(days))
      const found = months.filter((day) => day.slice(0, 7) >= first && day.slice(0, 7) <= last)
      return { from: found[0] ?? '', to: found.at(-1) ?? '' }
    },
  }
}

/** Entered dates. */
export const entered = (from: string, to: string, today: string): Asked => ({
  query: { from, to },
  today,
  days: { from, to },
  compared: (compare) => comparedDays({ from, to, compare, group_by: 'day' }),
})

/** All presets on a day, until that day and as a whole. */
export const presetsOn = (today: string) =>
  Object.keys(presets).flatMap((name) =>
    [false, true].map((whole) => asPreset(name as keyof typeof presets, today, whole)),
  )
