import { describe, expect, test } from 'vitest'
import { type Comparison, comparedRange, type Preset, presetRange } from '../../src/values/date-presets.ts'

const text = ({ from, to }: { from: string; to: string }) => `${from} ${to}`

test.each<[Preset, string, string]>([
  ['today', '2026-03-17 2026-03-17', '2026-03-17 2026-03-17'],
  ['this_week', '2026-03-16 2026-03-17', '2026-03-16 2026-03-22'],
  ['this_month', '2026-03-01 2026-03-17', '2026-03-01 2026-03-31'],
  ['last_month', '2026-02-01 2026-02-28', '2026-02-01 2026-02-28'],
  ['this_quarter', '2026-01-01 2026-03-17', '2026-01-01 2026-03-31'],
  ['last_quarter', '2025-10-01 2025-12-31', '2025-10-01 2025-12-31'],
  ['this_year', '2026-01-01 2026-03-17', '2026-01-01 2026-12-31'],
  ['last_year', '2025-01-01 2025-12-31', '2025-01-01 2025-12-31'],
  ['last_12_months', '2025-04-01 2026-03-17', '2025-04-01 2026-03-31'],
])('%s on 17 March 2026 is %s, as a whole %s', (name, untilToday, whole) => {
  expect(text(presetRange({ name, whole: false }, '2026-03-17'))).toBe(untilToday)
  expect(text(presetRange({ name, whole: true }, '2026-03-17'))).toBe(whole)
})

describe('entered dates are compared with', () => {
  test.each<[string, string, Comparison, string]>([
    ['2026-10-01', '2026-10-31', 'previous', '2026-08-31 2026-09-30'],
    ['2024-02-29', '2024-02-29', 'previous', '2024-02-28 2024-02-28'],
    ['2025-01-01', '2025-12-31', 'previous', '2024-01-02 2024-12-31'],
    ['2025-02-01', '2025-02-28', 'last_year', '2024-02-01 2024-02-28'],
    ['2024-02-01', '2024-02-29', 'last_year', '2023-02-01 2023-02-28'],
    ['2024-02-29', '2024-03-15', 'last_year', '2023-02-28 2023-03-15'],
    ['2026-11-30', '2026-12-06', 'last_year', '2025-11-30 2025-12-06'],
  ])('%s to %s, %s: %s', (from, to, comparison, expected) => {
    expect(text(comparedRange({ from, to }, comparison, null))).toBe(expected)
  })
})

describe('a preset is compared with', () => {
  test.each<[Preset, string, Comparison, string, string]>([
    // Preset, today, comparison, days compared with until today, and as a whole.
    ['today', '2024-02-29', 'previous', '2024-02-28 2024-02-28', '2024-02-28 2024-02-28'],
    ['today', '2024-02-29', 'last_year', '2023-02-28 2023-02-28', '2023-02-28 2023-02-28'],
    ['this_week', '2026-11-30', 'previous', '2026-11-23 2026-11-23', '2026-11-23 2026-11-29'],
    ['this_week', '2026-11-30', 'last_year', '2025-12-01 2025-12-01', '2025-12-01 2025-12-07'],
    ['this_week', '2026-12-02', 'last_year', '2025-12-01 2025-12-03', '2025-12-01 2025-12-07'],
    ['this_month', '2026-11-30', 'previous', '2026-10-01 2026-10-30', '2026-10-01 2026-10-31'],
    ['this_month', '2026-03-31', 'previous', '2026-02-01 2026-02-28', '2026-02-01 2026-02-28'],
    ['this_month', '2026-03-02', 'previous', '2026-02-01 2026-02-02', '2026-02-01 2026-02-28'],
    ['this_month', '2024-02-29', 'last_year', '2023-02-01 2023-02-28', '2023-02-01 2023-02-28'],
    ['this_month', '2025-02-28', 'last_year', '2024-02-01 2024-02-28', '2024-02-01 2024-02-29'],
    ['this_quarter', '2026-11-30', 'previous', '2026-07-01 2026-08-30', '2026-07-01 2026-09-30'],
    ['this_quarter', '2026-11-30', 'last_year', '2025-10-01 2025-11-30', '2025-10-01 2025-12-31'],
    ['this_year', '2026-11-30', 'previous', '2025-01-01 2025-11-30', '2025-01-01 2025-12-31'],
    ['this_year', '2024-12-31', 'previous', '2023-01-01 2023-12-31', '2023-01-01 2023-12-31'],
    ['this_year', '2024-11-30', 'previous', '2023-01-01 2023-12-01', '2023-01-01 2023-12-31'],
    ['this_year', '2024-11-30', 'last_year', '2023-01-01 2023-11-30', '2023-01-01 2023-12-31'],
    ['last_12_months', '2026-11-30', 'previous', '2024-12-01 2025-11-30', '2024-12-01 2025-11-30'],
    ['last_12_months', '2026-11-10', 'last_year', '2024-12-01 2025-11-10', '2024-12-01 2025-11-30'],
    ['last_month', '2026-03-15', 'previous', '2026-01-01 2026-01-31', '2026-01-01 2026-01-31'],
    ['last_month', '2025-03-15', 'last_year', '2024-02-01 2024-02-29', '2024-02-01 2024-02-29'],
    ['last_quarter', '2026-11-30', 'previous', '2026-04-01 2026-06-30', '2026-04-01 2026-06-30'],
    ['last_year', '2026-11-30', 'previous', '2024-01-01 2024-12-31', '2024-01-01 2024-12-31'],
  ])('%s on %s, %s: %s, as a whole %s', (name, today, comparison, untilToday, asWhole) => {
    for (const [whole, expected] of [
      [false, untilToday],
      [true, asWhole],
    ] as const) {
      const preset = { name, whole }
      expect(text(comparedRange(presetRange(preset, today), comparison, preset))).toBe(expected)
    }
  })
})
