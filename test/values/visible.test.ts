import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stripInvisible } from '../../src/values/strip-invisible.ts'

test.each([
  ['展\u200b会', '展会'],
  ['\ufeff恒测\u2060仪器\u00ad', '恒测仪器'],
  ['\u202a+86 138 1702 5536\u202c', '+86 138 1702 5536'],
  ['a\u0007b\u001b[31mc\u007f', 'ab[31mc'],
  ['甲\t乙\u2028丙', '甲 乙 丙'],
  ['王\u200d芳\u200c', '王芳'],
  ['x\u200d\u200d\u200dy', 'xy'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
  ['O’Brien – 山田太郎 ①é', 'O’Brien – 山田太郎 ①é'],
])('%j becomes %j', (text, seen) => {
  expect(stripInvisible(text)).toBe(seen)
})

test('cleaning a cleaned text changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(stripInvisible(stripInvisible(text))).toBe(stripInvisible(text))
    }),
  )
})

test('a megabyte of joiners finishes quickly', () => {
  expect(stripInvisible('\u200d'.repeat(1_000_000))).toBe('')
})
