/** A range of days 'YYYY-MM-DD', both included. */
export interface DayRange {
  from: string
  to: string
}

/** The length of a calendar period. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const msPerDay = 86_400_000

/** Whether a text is a valid day 'YYYY-MM-DD' of the years 0001 to 9999. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  // Date moves a day beyond the month's end into the next month.
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(8))
}

/** Whether a day is in the years 1900 to 2199; any other is taken for a typing error. */
export const isOfOurTime = (day: string): boolean => day >= '1900-01-01' && day <= '2199-12-31'

/** The day n days later, or earlier if n is negative. Throws RangeError if either is no valid day. */
export const addDays = (day: string, n: number): string => isoDay(midnight(day) + n * msPerDay)

/** Days from a to b, negative if b is earlier. Throws RangeError if either is no valid day. */
export const daysBetween = (a: string, b: string): number => (midnight(b) - midnight(a)) / msPerDay

/** The same day n months later, or that month's last day. Throws RangeError if either is no valid day. */
export function addMonths(day: string, n: number): string {
  const first = new Date(midnight(day))
  first.setUTCMonth(first.getUTCMonth() + n, 1)
  const month = isoDay(first.getTime()).slice(0, 8)
  return [day.slice(8), '30', '29', '28'].map((date) => month + date).find(isDay) ?? fail(day)
}

/** The first day of the period that a day is in; weeks begin on Monday (ISO). */
export function periodStart(day: string, period: Period): string {
  if (period === 'day') return day
  if (period === 'week') return addDays(day, -((new Date(midnight(day)).getUTCDay() + 6) % 7))
  if (period === 'month') return `${day.slice(0, 7)}-01`
  if (period === 'year') return `${day.slice(0, 4)}-01-01`
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/** The last day of the period that a day is in. */
export function periodEnd(day: string, period: Period): string {
  const from = periodStart(day, period)
  if (period === 'day') return from
  if (period === 'week') return addDays(from, 6)
  // Not computed from the next period's start: there is no month after 9999-12.
  const last = addMonths(from, { month: 0, quarter: 2, year: 11 }[period])
  return addMonths(`${last.slice(0, 4)}-01-31`, Number(last.slice(5, 7)) - 1)
}

function midnight(day: string): number {
  return isDay(day) ? Date.parse(`${day}T00:00:00Z`) : fail(day)
}

function isoDay(at: number): string {
  const day = Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : ''
  return isDay(day) ? day : fail(String(at))
}

function fail(what: string): never {
  throw new RangeError(`not a day: ${what}`)
}
