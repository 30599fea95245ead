import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, instantOfLocalTime, localDateTime } from '../../src/values/clock.ts'

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
]
const iso = (local: string, zone: string) => instantOfLocalTime(local, zone)?.toISOString()

describe('local time', () => {
  test('starts a new day at midnight in the business’s time zone', () => {
    expect(dayOf(new Date('2026-11-22T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-11-22')
    expect(dayOf(new Date('2026-11-22T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-23')
    expect(localDateTime(new Date('2026-11-22T16:05:00Z'), 'Asia/Shanghai')).toBe('2026-11-23T00:05')
  })

  test('knows daylight saving time', () => {
    expect(iso('2026-01-15T12:00', 'Europe/Berlin')).toBe('2026-01-15T11:00:00.000Z')
    expect(iso('2026-07-15T12:00', 'Europe/Berlin')).toBe('2026-07-15T10:00:00.000Z')
    expect(iso('1988-07-15T12:00', 'Asia/Shanghai')).toBe('1988-07-15T03:00:00.000Z')
  })

  test('never has a skipped hour, and has the first of a repeated one', () => {
    expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBeUndefined()
    expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(iso('2011-12-30T12:00', 'Pacific/Apia')).toBeUndefined()
  })

  test.each(['2026-02-30T12:00', '2026-02-20T24:00', '2026-02-20T12:60', '2026-02-20 12:00', '2026-02-20', ''])(
    '%s is not a time',
    (text) => {
      expect(instantOfLocalTime(text, 'Asia/Shanghai')).toBeUndefined()
    },
  )

  test('converts in both directions, except for the repeated hour', () => {
    const minute = fc.integer({ min: 0, max: 66_000_000 }).map((n) => new Date(n * 60_000))
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (instant, zone) => {
        const local = localDateTime(instant, zone)
        const back = instantOfLocalTime(local, zone)
        expect(back && localDateTime(back, zone)).toBe(local)
        expect(back && back <= instant).toBe(true)
      }),
    )
  })

  test('rejects an unknown zone', () => {
    expect(() => dayOf(new Date(), 'Mars/Olympus')).toThrow(RangeError)
  })
})
