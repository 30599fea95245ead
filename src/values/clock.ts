import { isDay } from './days.ts'

let clock = (): number => Date.now()

/** Lets the program live at another time: a demonstration tells two years in order, a test a Monday. Without one, it is now again. */
export function setClock(at?: () => Date): void {
  clock = at ? () => at().getTime() : () => Date.now()
}

/** This instant. */
export const present = (): Date => new Date(clock())

/** This instant as it is stored: UTC, ISO 8601. */
export const timestamp = (): string => present().toISOString()

const clocks = new Map<string, Intl.DateTimeFormat>()

let lastAsked = { second: Number.NaN, timeZone: '', day: '' }

/** The business day of an instant in a time zone (IANA). Throws RangeError on an unknown zone. */
export function dayOf(instant: Date, timeZone: string): string {
  // A page asks for today's again and again, and a second has one day.
  const second = Math.floor(instant.getTime() / 1000)
  if (second !== lastAsked.second || timeZone !== lastAsked.timeZone)
    lastAsked = { second, timeZone, day: localDateTime(instant, timeZone).slice(0, 10) }
  return lastAsked.day
}

/** What a clock on the wall shows at an instant: 'YYYY-MM-DDTHH:MM'. Throws RangeError on an unknown zone. */
export function localDateTime(instant: Date, timeZone: string): string {
  return new Date(wallTime(instant.getTime(), timeZone)).toISOString().slice(0, 16)
}

/**
 * The instant of 'YYYY-MM-DDTHH:MM' in a time zone. A time that comes twice is its first; undefined for what is no time
 * or is skipped when clocks go forward.
 */
export function instantOf(local: string, timeZone: string): Date | undefined {
  if (!isDay(local.slice(0, 10)) || !/^.{10}T(?:[01]\d|2[0-3]):[0-5]\d$/.test(local)) return undefined
  const asUtc = Date.parse(`${local}:00Z`)
  const day = 86_400_000
  // No zone changes twice in two days, so the offsets a day before and after are all there can be.
  return [asUtc - day, asUtc + day]
    .map((near) => new Date(asUtc - (wallTime(near, timeZone) - near)))
    .sort((a, b) => a.getTime() - b.getTime())
    .find((instant) => localDateTime(instant, timeZone) === local)
}

/** The wall's time written as if it were UTC, to the second. */
function wallTime(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const year = String(parts.era === 'BC' ? 0 : parts.year).padStart(4, '0')
  return Date.parse(`${year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`)
}

/** Kept, because making one takes longer than a thousand uses. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(timeZone, clock)
  return clock
}
