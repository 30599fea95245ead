import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineAmount, maxAmount, maxQuantity, minorDigits, splitByShares } from '../../src/values/money.ts'

describe('a line’s amount', () => {
  test('is rounded half away from zero', () => {
    expect(lineAmount(500, 1, 0)).toBe(1)
    expect(lineAmount(-500, 1, 0)).toBe(-1)
    expect(lineAmount(499, 1, 0)).toBe(0)
    expect(lineAmount(2000, 9999, 1250)).toBe(17498)
    expect(lineAmount(1000, 100, 10000)).toBe(0)
  })

  test('equals repeated addition', () => {
    const quantity = fc.integer({ min: -maxQuantity, max: maxQuantity })
    const price = fc.integer({ min: 0, max: maxAmount })
    fc.assert(
      fc.property(quantity, price, fc.nat(10000), (thousandths, unitPrice, discount) => {
        const digits = (BigInt(Math.abs(thousandths)) * BigInt(unitPrice) * BigInt(10000 - discount)).toString()
        const whole = digits.slice(0, -7) || '0'
        const rounded = BigInt(whole) + (digits.padStart(7, '0').slice(-7) >= '5000000' ? 1n : 0n)
        const expected = Number(rounded) * Math.sign(thousandths)
        expect(lineAmount(thousandths, unitPrice, discount)).toBe(expected === 0 ? 0 : expected)
      }),
    )
  })
})

describe('shares of an amount', () => {
  const thirds = [
    { id: 3, percent: 33 },
    { id: 1, percent: 33 },
    { id: 2, percent: 34 },
  ]

  test('go by largest remainder, then to the owner, then to the lower id', () => {
    expect([...splitByShares(1, thirds, 3)]).toEqual([
      [3, 0],
      [1, 0],
      [2, 1],
    ])
    const halves = [
      { id: 1, percent: 50 },
      { id: 2, percent: 50 },
    ]
    expect(splitByShares(101, halves, 2)).toEqual(
      new Map([
        [1, 50],
        [2, 51],
      ]),
    )
    expect(splitByShares(-101, halves, 2)).toEqual(
      new Map([
        [1, -50],
        [2, -51],
      ]),
    )
    expect(splitByShares(101, halves, 9)).toEqual(
      new Map([
        [1, 51],
        [2, 50],
      ]),
    )
  })

  test('are all the owner’s without credits', () => {
    expect(splitByShares(7, [], 4)).toEqual(new Map([[4, 7]]))
  })

  test('must add up to 100 and name each person once', () => {
    expect(() => splitByShares(1, [{ id: 1, percent: 99 }], 1)).toThrow(RangeError)
    expect(() =>
      splitByShares(
        1,
        [
          { id: 1, percent: 50 },
          { id: 1, percent: 50 },
        ],
        1,
      ),
    ).toThrow(RangeError)
  })

  test('add up to the amount, are each within one unit, and mirror below zero', () => {
    const cuts = fc.array(fc.nat(100), { maxLength: 5 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxAmount }), cuts, fc.nat(6), (amount, at, owner) => {
        const marks = [0, ...at.sort((a, b) => a - b), 100]
        const shares = marks.slice(1).map((mark, id) => ({ id, percent: mark - (marks[id] ?? 0) }))
        const parts = splitByShares(amount, shares, owner)
        expect([...parts.values()].reduce((sum, part) => sum + part, 0)).toBe(amount)
        for (const { id, percent } of shares)
          expect(Math.abs((parts.get(id) ?? 0) - (amount * percent) / 100)).toBeLessThan(1)
        const mirrored = [...splitByShares(-amount, shares, owner)].map(([id, part]) => [id, 0 - part])
        expect(mirrored).toEqual([...parts])
      }),
    )
  })
})

test('a currency has its own number of digits', () => {
  expect(['CNY', 'JPY', 'EUR'].map(minorDigits)).toEqual([2, 0, 2])
})
