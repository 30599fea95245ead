import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, gramsOf, queryGrams } from '../../src/values/search-grams.ts'

describe('folding', () => {
  test.each([
    ['Müller', 'muller'],
    ['ＡＢＣ　１２', 'abc 12'],
    ['  a \t b ', 'a b'],
    ['a \n\n b', 'a\nb'],
    ['㈱', '(株)'],
    ['İstanbul', 'istanbul'],
    ['が', 'が'],
  ])('%j gives %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('grams', () => {
  test('are characters and pairs, encoded as ASCII words', () => {
    expect(gramsOf('张伟')).toEqual(['g5f20', 'g4f1f', 'g5f20x4f1f'])
    expect(gramsOf('𠮷a')).toEqual(['g20bb7', 'g61', 'g20bb7x61'])
    expect(gramsOf('')).toEqual([])
  })

  test('never cross fields or words', () => {
    expect(gramsOf('ab\nc d')).toEqual(['g61', 'g62', 'g61x62', 'g63', 'g64'])
  })

  test('of a term are its pairs, or its single character', () => {
    expect(queryGrams('张')).toEqual(['g5f20'])
    expect(queryGrams('𠮷')).toEqual(['g20bb7'])
    expect(queryGrams('aaa')).toEqual(['g61x61'])
    expect(queryGrams('')).toEqual([])
  })

  test('include runs of three digits, which queries use alone', () => {
    expect(gramsOf('a1234')).toEqual(
      ['61', '31', '61x31', '32', '31x32', '33', '32x33', '31x32x33', '34', '33x34', '32x33x34'].map(
        (code) => `g${code}`,
      ),
    )
    expect(queryGrams('1234')).toEqual(['g31x32x33', 'g32x33x34'])
    expect(queryGrams('a12')).toEqual(['g61x31', 'g31x32'])
    expect(queryGrams('0-12')).toEqual(['g30x2d', 'g2dx31', 'g31x32'])
    expect(queryGrams('so-123b')).toEqual(['g31x32x33'])
  })

  test('of digits are among those of a text that contains them', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'012-a'), maxLength: 12 })
    fc.assert(
      fc.property(digits, digits, (text, term) => {
        const grams = new Set(gramsOf(text))
        if (term !== '' && text.includes(term)) expect(queryGrams(term).every((gram) => grams.has(gram))).toBe(true)
      }),
    )
  })

  test('of any part of a text are among the text’s grams', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, from, length) => {
        const term = [...(fold(text).split(/\s/).at(-1) ?? '')]
          .slice(from % 10, (from % 10) + 1 + (length % 10))
          .join('')
        const grams = gramsOf(text)
        expect(grams).toEqual(expect.arrayContaining(queryGrams(term)))
        for (const gram of grams) expect(gram).toMatch(/^g[0-9a-f]+(x[0-9a-f]+){0,2}$/)
      }),
    )
  })
})
