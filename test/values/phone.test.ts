import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dialable, hasDigit, phoneDigits, phoneKey } from '../../src/values/phone.ts'

describe('the same number', () => {
  test.each([
    '+86 512 6288 4417',
    '0512-62884417',
    '0086-512-62884417',
    '86-512-62884417',
    '（0512）62884417',
    '０５１２－６２８８４４１７',
    '+86 (0)512 6288 4417',
    '电话：0512 6288 4417',
  ])('%s of a landline', (typed) => {
    expect(phoneKey(typed)).toBe('51262884417')
  })

  test.each([
    '138 1234 5678',
    '+8613812345678',
    '008613812345678',
    '86 138-1234-5678',
    '１３８１２３４５６７８',
    '013812345678',
  ])('%s of a mobile', (typed) => {
    expect(phoneKey(typed)).toBe('13812345678')
  })

  test('from abroad is in E.164', () => {
    expect(phoneKey('+49 (0)30 1234567')).toBe('+49301234567')
    expect(phoneKey('0049 30 1234567')).toBe('+49301234567')
  })
})

test('an extension is stored separately', () => {
  for (const typed of ['0512-62884417-801', '0512-62884417转801', '+86 512 62884417 ext. 801', '0512-62884417#801'])
    expect(phoneKey(typed)).toBe('51262884417x801')
  expect(phoneKey('010-6288-4417')).toBe('1062884417')
})

test('the first of several numbers is used', () => {
  expect(phoneKey('13812345678/13912345678')).toBe('13812345678')
  expect(phoneKey('0512/62884417')).toBe('51262884417')
})

test('a short number is stored but is not a match key', () => {
  expect(['', '+', '无', '1234'].map(phoneKey)).toEqual([null, null, null, null])
  expect(phoneKey('95588')).toBe('95588')
  expect([hasDigit('内线 ８'), hasDigit('无')]).toEqual([true, false])
})

test('all digits can be searched', () => {
  expect(phoneDigits('+86 (512) ６２８８-4417 转 8')).toBe('86512628844178')
})

test.each([
  ['0512-6288 4417', '051262884417'],
  ['+86 (0)512 6288 4417', '+8651262884417'],
  ['86 138 1234 5678', '+8613812345678'],
  ['0049 30 1234567', '+49301234567'],
  ['0512-62884417转801', '051262884417;ext=801'],
  ['110', '110'],
  ['无', null],
])('%s is dialled as %s', (typed, dialled) => {
  expect(dialable(typed)).toBe(dialled)
})

test('any input gives a number or none', () => {
  const read = (text: string) => {
    expect(phoneKey(text) ?? '').toMatch(/^\+?\d*$/)
    expect(dialable(text) ?? '').toMatch(/^(\+?\d+(;ext=\d+)?)?$/)
    expect(phoneDigits(text)).toMatch(/^\d*$/)
  }
  for (const line of readFileSync('test/data/blns.txt', 'utf8').split('\n')) read(line)
  fc.assert(fc.property(fc.string({ unit: 'binary' }), read))
  fc.assert(fc.property(fc.stringMatching(/^[-+()/#x 0-9转]*$/), read))
})
