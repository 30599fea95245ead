import type { Random } from '../../../src/commands/demo/random.ts'
import { addDays } from '../../../src/values/days.ts'

const pad = (number: number): string => String(number).padStart(2, '0')

/** Consecutive business dates up to today, addressed by their index, and instants on them. */
export interface Calendar {
  days: readonly string[]
  /** The index `many` days later, at most today's. */
  after(day: number, many: number): number
  day(at: number): string
  /** The business date `many` days later (or earlier, if negative), also after today. */
  beyond(at: number, many: number): string
  /** An instant within a day's working hours, in UTC; never later than now. */
  instant(at: number): string
}

/** A calendar of `years` years that ends on the business date `last`; `now` is an instant. */
export function calendar(last: string, now: string, by: Random, years = 5): Calendar {
  const many = Math.round(years * 365.25)
  const days = Array.from({ length: many }, (_, index) => addDays(last, index + 1 - many))
  const dayByIndex = new Map(days.entries())
  const day = (at: number): string => days[Math.max(0, Math.min(at, many - 1))] ?? last
  return {
    days,
    day,
    after: (at, more) => Math.min(at + more, many - 1),
    beyond(at, more) {
      const found = dayByIndex.get(at + more) ?? addDays(last, at + more + 1 - many)
      dayByIndex.set(at + more, found)
      return found
    },
    instant(at) {
      const minute = by.between(45, 9 * 60)
      const instant = `${day(at)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:${pad(by.between(0, 59))}.000Z`
      return instant < now ? instant : now
    },
  }
}
