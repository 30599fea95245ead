import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardFormula, unguardFormula } from '../../src/csv/formula.ts'

const nasty = readFileSync(join(import.meta.dirname, '../data/blns.txt'), 'utf8').split('\n')

describe('guarding against formulas', () => {
  test.each([
    '=1+1',
    '+86 138',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    "'=1",
    "''=1",
  ])('%j is prefixed with one apostrophe', (text) => expect(guardFormula(text)).toBe(`'${text}`))

  test.each(['', 'a=1', "'", "O'Hara", "'quoted'", '王芳', '1-2', ' =1'])('%j is unchanged', (text) => {
    expect(guardFormula(text)).toBe(text)
    expect(unguardFormula(text)).toBe(text)
  })

  test('an apostrophe added by another program is removed', () => {
    expect(unguardFormula("'+8613800000000")).toBe('+8613800000000')
  })

  test('is reversible for every string', () => {
    const sign = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', 'a', '"')
    const text = fc.oneof(fc.string({ unit: sign }), fc.string({ unit: 'binary' }))
    fc.assert(fc.property(text, (any) => unguardFormula(guardFormula(any)) === any))
    expect(nasty.length).toBeGreaterThan(500)
    expect(nasty.map(guardFormula).map(unguardFormula)).toEqual(nasty)
  })
})
