import { isDay } from './days.ts'

let clock = (): number => Date.now()

/**
 * Sets the clock: the demonstration replays two years, tests use fixed times. Without an argument, resets it to the
 * real time.
 */
export function setClock(at?: () => Date): void {
  clock = at ? () => at().getTime() : () => Date.now()
}

/** The current instant. */
export const currentInstant = (): Date => new Date(clock())

/** The current instant as it is stored: UTC, ISO 8601. */
export const timestamp = (): string => currentInstant().toISOString()

const clocks = new Map<string, Intl.DateTimeFormat>()

let lastDay = { second: Number.NaN, timeZone: '', day: '' }

/** The business date of an instant in a time zone (IANA). Throws RangeError for an unknown zone. */
export function dayOf(instant: Date, timeZone: string): string {
  // Pages ask for today's date repeatedly; it can't change within a second.
  const second = Math.floor(instant.getTime() / 1000)
  if (second !== lastDay.second || timeZone !== lastDay.timeZone)
    lastDay = { second, timeZone, day: localDateTime(instant, timeZone).slice(0, 10) }
  return lastDay.day
}

/** The local time of an instant in a time zone: 'YYYY-MM-DDTHH:MM'. Throws RangeError for an unknown zone. */
export function localDateTime(instant: Date, timeZone: string): string {
  return new Date(wallTime(instant.getTime(), timeZone)).toISOString().slice(0, 16)
}

/**
 * The instant of a local 'YYYY-MM-DDTHH:MM' in a time zone; the first one if the time occurs twice. Undefined if it is
 * invalid or skipped when clocks go forward.
 */
export function instantOfLocalTime(local: string, timeZone: string): Date | undefined {
  if (!isDay(local.slice(0, 10)) || !/^.{10}T(?:[01]\d|2[0-3]):[0-5]\d$/.test(local)) return undefined
  const asUtc = Date.parse(`${local}:00Z`)
  const day = 86_400_000
  // No zone changes twice in two days, so the offset is that of a day before or a day after.
  return [asUtc - day, asUtc + day]
    .map((near) => new Date(asUtc - (wallTime(near, timeZone) - near)))
    .sort((a, b) => a.getTime() - b.getTime())
    .find((instant) => localDateTime(instant, timeZone) === local)
}

/** The local time in milliseconds, as if it were UTC, to the second. */
function wallTime(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const year = String(parts.era === 'BC' ? 0 : parts.year).padStart(4, '0')
  return Date.parse(`${year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`)
}

/** Cached: creating a format takes longer than a thousand uses. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const cached = clocks.get(timeZone)
  if (cached) return cached
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
