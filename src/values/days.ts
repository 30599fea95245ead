/** From and to, both included, as days 'YYYY-MM-DD'. */
export interface DayRange {
  from: string
  to: string
}

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const msPerDay = 86_400_000

/** Whether a text is a real day of the years 0001 to 9999, written 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  // Beyond a month's end a date runs on into the next.
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(8))
}

/** Whether a day is of the years 1900 to 2199: whatever is dated otherwise in a department's book was mistyped. */
export const isOfOurTime = (day: string): boolean => day >= '1900-01-01' && day <= '2199-12-31'

/** The day n days later (earlier when negative). Throws RangeError when either is no day. */
export const addDays = (day: string, n: number): string => written(midnight(day) + n * msPerDay)

/** How many days b is after a; negative when before. Throws RangeError when either is no day. */
export const daysBetween = (a: string, b: string): number => (midnight(b) - midnight(a)) / msPerDay

/** The same day n months later, or that month's last day. Throws RangeError when either is no day. */
export function addMonths(day: string, n: number): string {
  const first = new Date(midnight(day))
  first.setUTCMonth(first.getUTCMonth() + n, 1)
  const month = written(first.getTime()).slice(0, 8)
  return [day.slice(8), '30', '29', '28'].map((date) => month + date).find(isDay) ?? fail(day)
}

/** The first day of the week (ISO: Monday), month, quarter or year a day is in. */
export function startOf(day: string, period: Period): string {
  if (period === 'day') return day
  if (period === 'week') return addDays(day, -((new Date(midnight(day)).getUTCDay() + 6) % 7))
  if (period === 'month') return `${day.slice(0, 7)}-01`
  if (period === 'year') return `${day.slice(0, 4)}-01-01`
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}

/** The last day of the week, month, quarter or year a day is in. */
export function endOf(day: string, period: Period): string {
  const from = startOf(day, period)
  if (period === 'day') return from
  if (period === 'week') return addDays(from, 6)
  // Not the next period's eve: after 9999-12 comes no day.
  const last = addMonths(from, { month: 0, quarter: 2, year: 11 }[period])
  return addMonths(`${last.slice(0, 4)}-01-31`, Number(last.slice(5, 7)) - 1)
}

function midnight(day: string): number {
  return isDay(day) ? Date.parse(`${day}T00:00:00Z`) : fail(day)
}

function written(at: number): string {
  const day = Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : ''
  return isDay(day) ? day : fail(String(at))
}

function fail(what: string): never {
  throw new RangeError(`not a day: ${what}`)
}
