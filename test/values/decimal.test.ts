import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal, plainDecimal, shortDecimal } from '../../src/values/decimal.ts'

describe('a decimal', () => {
  test.each([
    ['1234.5', 123450],
    ['1,234.50', 123450],
    ['1 234.50', 123450],
    ['１，２３４．５', 123450],
    ['¥1,234.5', 123450],
    ['￥ 12', 1200],
    ['-12.30', -1230],
    ['-¥3', -300],
    ['¥-3', -300],
    ['−3', -300],
    ['+.5', 50],
    ['1.2300', 123],
    ['1,500', 150000],
    ['-0', 0],
    ['007', 700],
  ])('%s is read', (text, units) => {
    expect(parseDecimal(text, 2)).toBe(units)
  })

  test.each([
    ...[
      '',
      ' ',
      '-',
      '¥',
      '.',
      '1E+3',
      '1e3',
      'NaN',
      'Infinity',
      '0x10',
      '1.234',
      '1,5',
      '0,125',
      '1,23,456',
      '12,34.5',
    ],
    ...['1.2.3', '5.', '--1', '-¥-1', '1 2', '5²', '½', '九', '90071992547409.93', '9'.repeat(400), '12元'],
  ])('%s is rejected', (text) => {
    expect(parseDecimal(text, 2)).toBeUndefined()
  })

  test('is formatted with all decimal places, or without trailing zeros', () => {
    expect([plainDecimal(123450, 2), plainDecimal(-5, 2), plainDecimal(7, 0)]).toEqual(['1234.50', '-0.05', '7'])
    expect([shortDecimal(12000, 3), shortDecimal(12500, 3), shortDecimal(100, 0)]).toEqual(['12', '12.5', '100'])
  })

  test('is parsed again as it was formatted', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(6), (units, places) => {
        expect(parseDecimal(plainDecimal(units, places), places)).toBe(units)
        expect(parseDecimal(shortDecimal(units, places), places)).toBe(units)
      }),
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseDecimal(text, 2)).not.toThrow()
      }),
    )
  })
})
