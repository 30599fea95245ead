import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, isDay, periodEnd, periodStart } from '../../src/values/days.ts'

const someDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

describe('a day', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['0000-01-01', false],
    ['2026-01-01T00:00', false],
    ['', false],
  ])('%s: %s', (text, real) => {
    expect(isDay(text)).toBe(real)
  })

  test('is moved by days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    fc.assert(
      fc.property(someDay, fc.integer({ min: -40000, max: 40000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n)
      }),
    )
  })

  test('is moved by months and stays within them', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-05-31', 1)).toBe('2026-06-30')
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15')
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError)
  })

  test('is in a week from Monday, a month, a quarter and a year', () => {
    const bounds = (period: 'week' | 'month' | 'quarter' | 'year') => [
      periodStart('2026-11-22', period),
      periodEnd('2026-11-22', period),
    ]
    expect(bounds('week')).toEqual(['2026-11-16', '2026-11-22'])
    expect(bounds('month')).toEqual(['2026-11-01', '2026-11-30'])
    expect(bounds('quarter')).toEqual(['2026-10-01', '2026-12-31'])
    expect(bounds('year')).toEqual(['2026-01-01', '2026-12-31'])
    expect(periodEnd('2024-02-01', 'month')).toBe('2024-02-29')
    expect(periodEnd('9999-12-01', 'quarter')).toBe('9999-12-31')
  })
})
