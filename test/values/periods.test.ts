import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Period } from '../../src/values/days.ts'
import { isPeriodKey, periodKey, periodRange } from '../../src/values/periods.ts'

const someDay = fc.integer({ min: 0, max: 100_000 }).map((n) => addDays('1901-01-01', n))
const periods: Period[] = ['day', 'week', 'month', 'quarter', 'year']

describe('a period', () => {
  test('has a key', () => {
    expect(periods.map((period) => periodKey('1998-02-01', period))).toEqual([
      '1998-02-01',
      '1998-W05',
      '1998-02',
      '1998-Q1',
      '1998',
    ])
    expect(['2021-01-03', '2021-01-04', '2024-12-30', '2020-12-31'].map((day) => periodKey(day, 'week'))).toEqual([
      '2020-W53',
      '2021-W01',
      '2025-W01',
      '2020-W53',
    ])
  })

  test('gets its days from its key', () => {
    expect(periodRange('2020-W53')).toEqual({ from: '2020-12-28', to: '2021-01-03' })
    expect(periodRange('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(periodRange('1998-Q2')).toEqual({ from: '1998-04-01', to: '1998-06-30' })
    expect(periodRange('9999-Q4')).toEqual({ from: '9999-10-01', to: '9999-12-31' })
  })

  test.each([
    '2021-W53',
    '2021-W00',
    '2021-Q5',
    '2021-00',
    '2021-13',
    '2021-02-30',
    '0000',
    '0000-W05',
    '21',
    '',
    '2021-W1',
  ])('%s is not a key', (text) => {
    expect(isPeriodKey(text)).toBe(false)
    expect(() => periodRange(text)).toThrow(RangeError)
  })

  test('contains exactly the days with its key', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom(...periods), (day, period) => {
        const { from, to } = periodRange(periodKey(day, period))
        expect(from <= day && day <= to).toBe(true)
        expect(periodKey(from, period)).toBe(periodKey(to, period))
        expect(periodKey(addDays(from, -1), period)).not.toBe(periodKey(from, period))
        expect(periodKey(addDays(to, 1), period)).not.toBe(periodKey(to, period))
      }),
    )
  })
})
