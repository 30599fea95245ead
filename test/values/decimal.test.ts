import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount, parseDecimal, plainDecimal, shortDecimal } from '../../src/values/decimal.ts'

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

/** A decimal in a unit of 10^zeros, moved to units of 10^-places by shifting its point as text; null if digits are left. */
function shifted(whole: string, fraction: string, places: number): bigint | null {
  const kept = fraction.slice(0, places).padEnd(places, '0')
  return /^0*$/.test(fraction.slice(places)) ? BigInt(whole + kept) : null
}

describe('an amount', () => {
  test.each([
    ['17.28万', 17280000],
    ['3 万', 3000000],
    ['3 万元', 3000000],
    ['1.5亿元', 15000000000],
    ['１７．２８万', 17280000],
    ['　２　亿　', 20000000000],
    ['¥1,234.5万', 1234500000],
    ['-3萬', -3000000],
    ['0.000001万', 1],
    ['.5億', 5000000000],
    ['12元', 1200],
    ['1,234.50', 123450],
  ])('%s is read', (text, units) => {
    expect(parseAmount(text, 2)).toBe(units)
  })

  test.each([
    ...[
      '',
      '万',
      '亿元',
      '元',
      '1万2',
      '1万2千',
      '1亿2000万',
      '1万亿',
      '万3',
      '三万',
      '3万万',
      '1元万',
      '3千',
      '1.2.3万',
    ],
    ...['0.0000001万', '1,5万', '1e3万', '90071992547410万', '9'.repeat(400), '1万元元', '1万 x'],
  ])('%s is rejected', (text) => {
    expect(parseAmount(text, 2)).toBeUndefined()
  })

  test('in 万 and 亿 is exact', () => {
    const digits = (max: number) => fc.array(fc.nat(9), { maxLength: max }).map((all) => all.join(''))
    const unit = fc.constantFrom(['', 0], ['万', 4], ['亿', 8], ['萬元', 4], [' 億 元', 8]) as fc.Arbitrary<
      [string, number]
    >
    fc.assert(
      fc.property(
        fc.nat(99_999),
        digits(11),
        unit,
        fc.nat(3),
        fc.boolean(),
        (whole, fraction, [name, zeros], places, wide) => {
          const text = `${whole}${fraction === '' ? '' : '.'}${fraction}${name}`
          const typed = wide
            ? text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
            : text
          const exact = shifted(String(whole), fraction, places + zeros)
          const expected = exact === null || exact > Number.MAX_SAFE_INTEGER ? undefined : Number(exact)
          expect(parseAmount(typed, places)).toBe(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseAmount(`1${text}万`, 2)).not.toThrow()
      }),
    )
  })
})
