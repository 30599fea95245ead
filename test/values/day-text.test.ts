import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDay } from '../../src/values/parse-day.ts'

describe('a day in a file', () => {
  test.each([
    ...['2026-11-23', '2026/11/23', '2026.11.23', '20261123', '2026年11月23日', '2026 年 11 月 23 日', '23.11.2026'],
    ...['11/23/2026', '23/11/2026', '23-11-2026', '２０２６／１１／２３', ' 2026-11-23 ', '2026-11-23 00:00:00.000'],
    ...['2026-11-23T08:05', '11/23/2026 12:00:00 AM', '2026/11/23 9:05'],
  ])('%s', (text) => {
    expect(parseDay(text)).toEqual({ day: '2026-11-23' })
  })

  test('may lack leading zeros', () => {
    expect(parseDay('2026/1/5')).toEqual({ day: '2026-01-05' })
    expect(parseDay('2026年1月5日')).toEqual({ day: '2026-01-05' })
    expect(parseDay('5.1.2026')).toEqual({ day: '2026-01-05' })
  })

  test('may be ambiguous until the order of day and month is known', () => {
    expect(parseDay('03/04/2026')).toEqual({ ambiguous: ['2026-04-03', '2026-03-04'] })
    expect(parseDay('03/04/2026', 'dmy')).toEqual({ day: '2026-04-03' })
    expect(parseDay('03/04/2026', 'mdy')).toEqual({ day: '2026-03-04' })
    expect(parseDay('03/03/2026')).toEqual({ day: '2026-03-03' })
    expect(parseDay('23/11/2026', 'mdy')).toEqual({ day: '2026-11-23' })
  })

  test.each([
    ...['', 'NULL', '2026-02-30', '30/02/2026', '13/13/2026', '2026-11/23', '26-11-23', '1/2/26', '2026-11', '45000'],
    ...['2026-11-23T00:00:00Z', '2026-11-23 tomorrow', '12:00', '20261323', '11.23.2026'],
  ])('%s is not a date', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseDay(text)).not.toThrow()
      }),
    )
  })
})
