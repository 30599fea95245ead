import type { Random } from '../../../src/commands/demo/random.ts'
import { addDays } from '../../../src/values/days.ts'

const pad = (number: number): string => String(number).padStart(2, '0')

/** Five years of business days, the last of them today, and instants on them. */
export interface Calendar {
  days: readonly string[]
  /** The day so many after a day; not later than today. */
  after(day: number, many: number): number
  day(at: number): string
  /** The day so many before or after a day, whichever side of today. */
  beyond(at: number, many: number): string
  /** An instant in a day's working hours, UTC; never later than now. */
  instant(at: number): string
}

/** Makes the calendar of `years` years that end on a business day; `now` is an instant. */
export function calendar(last: string, now: string, by: Random, years = 5): Calendar {
  const many = Math.round(years * 365.25)
  const days = Array.from({ length: many }, (_, index) => addDays(last, index + 1 - many))
  const known = new Map(days.entries())
  const day = (at: number): string => days[Math.max(0, Math.min(at, many - 1))] ?? last
  return {
    days,
    day,
    after: (at, more) => Math.min(at + more, many - 1),
    beyond(at, more) {
      const found = known.get(at + more) ?? addDays(last, at + more + 1 - many)
      known.set(at + more, found)
      return found
    },
    instant(at) {
      const minute = by.between(45, 9 * 60)
      const said = `${day(at)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(by.between(0, 59))}.000Z`
      return said < now ? said : now
    },
  }
}
