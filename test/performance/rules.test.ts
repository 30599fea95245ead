import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  indicators,
  noFigures,
  periodTargetFromMonths,
  progressOfIndicators,
} from '../../src/performance/indicators.ts'
import {
  elapsedAndTotalDays,
  isAssessedPeriodKey,
  isMonth,
  monthsOf,
  offsetPeriod,
  parseAssessedPeriod,
  periodContaining,
  periodLengths,
  periodWithLength,
} from '../../src/performance/period.ts'
import { addDays, daysBetween } from '../../src/values/days.ts'
import { percentOf } from '../../src/values/percent.ts'

const units = fc.integer({ min: 0, max: 10 ** 13 })
const day = fc.nat(60_000).map((days) => addDays('1950-01-01', days))

describe('a share in hundredths of a percent', () => {
  test.each([
    [7, 23, 3043],
    [1, 3, 3333],
    [2, 3, 6667],
    [1, 80_000, 0],
    [1, 20_000, 1],
    [-1, 20_000, -1],
    [0, 5, 0],
    [5, 0, null],
    [0, 0, null],
  ])('%s of %s is %s', (part, whole, share) => {
    expect(percentOf(part, whole)).toBe(share)
  })

  test('is never further than half of one from the exact quotient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), units, (part, whole) => {
        const share = percentOf(part, whole)
        expect(share === null).toBe(whole === 0)
        const twice = BigInt(part) * 20_000n - BigInt(share ?? 0) * 2n * BigInt(whole)
        expect(whole === 0 || (twice < BigInt(whole) && twice >= -BigInt(whole))).toBe(true)
      }),
    )
  })
})

describe('a target', () => {
  const months = fc.array(units, { minLength: 1, maxLength: 12 })

  test('of a longer period is the sum of its months, for conversion their mean, half up', () => {
    fc.assert(
      fc.property(months, (values) => {
        const sum = values.reduce((all, one) => all + BigInt(one), 0n)
        const mean = Number((sum * 2n + BigInt(values.length)) / BigInt(values.length * 2))
        for (const indicator of indicators)
          expect(periodTargetFromMonths(indicator, values)).toBe(indicator === 'conversion' ? mean : Number(sum))
      }),
    )
  })

  test('does not exist if no month has one, and there is no achievement then', () => {
    const progress = progressOfIndicators(noFigures, {}).map(({ target, completion }) => [target, completion])
    expect(progress).toEqual(indicators.map(() => [null, null]))
  })

  test('of 0 exists, but has no achievement', () => {
    const [amount] = progressOfIndicators({ ...noFigures, amount: 5 }, { amount: [0, 0] })
    expect(amount).toMatchObject({ actual: 5, target: 0, completion: null })
  })

  test('for conversion without closed opportunities is neither 0 nor achieved', () => {
    const conversion = progressOfIndicators(noFigures, { conversion: [3000] }).at(-1)
    expect(conversion).toMatchObject({ actual: null, target: 3000, completion: null })
  })
})

describe('a period', () => {
  test.each(['2026', '2026-Q1', '2026-Q4', '2026-01', '2026-12', '1900', '2199-12'])('%s is valid', (key) => {
    expect(isAssessedPeriodKey(key)).toBe(true)
  })

  test.each([
    '',
    '2026-00',
    '2026-13',
    '2026-Q0',
    '2026-Q5',
    '2026-7',
    '2026-W05',
    '2026-07-01',
    '0001',
    '9999',
    '1e3',
    ' 2026',
  ])('%s is invalid', (key) => expect(isAssessedPeriodKey(key)).toBe(false))

  test('of a month is only a month', () => {
    expect(['2026', '2026-Q3', '2026-07'].map(isMonth)).toEqual([false, false, true])
  })

  test('begins where the previous one ends, in both directions', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...periodLengths), (at, length) => {
        const period = periodContaining(at, length)
        const next = offsetPeriod(period, 1)
        expect(next.from).toBe(addDays(period.to, 1))
        expect(offsetPeriod(next, -1)).toEqual(period)
        expect(monthsOf(period)).toHaveLength({ month: 1, quarter: 3, year: 12 }[length])
      }),
    )
  })

  test('with another length is the one around today, or around its first day', () => {
    expect(periodWithLength(parseAssessedPeriod('2026'), 'month', '2026-07-05').key).toBe('2026-07')
    expect(periodWithLength(parseAssessedPeriod('2025-Q3'), 'month', '2026-07-05').key).toBe('2025-07')
    expect(periodWithLength(parseAssessedPeriod('2025-08'), 'quarter', '2026-07-05').key).toBe('2025-Q3')
  })

  test('has elapsed by the days up to today', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom(...periodLengths), (at, today, length) => {
        const period = periodContaining(at, length)
        let passed = 0
        for (let one = period.from; one <= period.to; one = addDays(one, 1)) if (one <= today) passed++
        expect(elapsedAndTotalDays(period, today)).toEqual({ passed, days: daysBetween(period.from, period.to) + 1 })
      }),
      { numRuns: 40 },
    )
  })
})
