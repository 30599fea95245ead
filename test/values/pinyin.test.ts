import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pinyinReadings, pinyinSort } from '../../src/values/pinyin.ts'

describe('a name', () => {
  test.each([
    ['单雄信', 'shanxiongxin', 'danxiongxin'],
    ['曾国藩', 'zengguofan', 'cengguofan'],
    ['解晓东', 'xiexiaodong', 'jiexiaodong'],
    ['仇英', 'qiuying', 'chouying'],
    ['查良镛', 'zhaliangyong', 'chaliangyong'],
    ['吕布', 'lvbu', 'lubu'],
  ])('%s is read %s, and also found by %s', (name, usual, other) => {
    expect(pinyinReadings(name, 'name')[0]).toBe(usual)
    expect(pinyinReadings(name, 'name')).toContain(other)
  })

  test('is found by its initials', () => {
    expect(pinyinReadings('张三', 'name')).toEqual(['zhangsan', 'zs'])
    expect(pinyinReadings('曾国藩', 'name')).toEqual(expect.arrayContaining(['zgf', 'cgf']))
  })

  test('without Chinese characters has no readings', () => {
    expect([pinyinReadings('Anna', 'name'), pinyinReadings('', 'name')]).toEqual([[], []])
  })

  test('sorts by syllables', () => {
    const names = ['周杰', '张三', '先锋', '西安', '曾国藩', 'Émile', '单雄信', 'bob', '李四']
    const sorted = names.map((name) => [pinyinSort(name, 'name'), name]).sort()
    expect(sorted.map(([, name]) => name)).toEqual([
      'bob',
      'Émile',
      '李四',
      '单雄信',
      '西安',
      '先锋',
      '曾国藩',
      '张三',
      '周杰',
    ])
    expect(pinyinSort('ABC科技 2号')).toBe('abc ke ji 2 hao')
  })
})

describe('a text', () => {
  test('is read by its context, not as a name', () => {
    expect(pinyinSort('重庆银行')).toBe('chong qing yin hang')
    expect(pinyinReadings('ABC 科技')).toEqual(['abckeji', 'abckj'])
  })

  test('of any length has at most 12 spellings of each kind', () => {
    const long = pinyinReadings('重'.repeat(100_000))
    expect(long.length).toBeLessThanOrEqual(24)
    expect(Math.max(...long.map((one) => one.length))).toBeLessThanOrEqual(200 * 6)
    expect(pinyinReadings('𠮷野家')[0]).toBe('𠮷yejia')
  })

  test('includes each reading of each of its first characters', () => {
    const readings = pinyinReadings('邪缪曾单重长乐行解查', 'text')
    for (const one of ['xu', 'miao', 'ceng', 'zeng', 'chan', 'chong', 'zhang', 'yue', 'hang', 'xie', 'zha'])
      expect(readings.some((reading) => reading.includes(one))).toBe(true)
  })

  test('of any kind is read without an error', () => {
    for (const line of readFileSync('test/data/blns.txt', 'utf8').split('\n')) pinyinReadings(`曾${line}`)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(pinyinSort(`${text} 张`)).toMatch(/zhang$/)
        expect(pinyinReadings(`张 ${text} 三`, 'name')[0]).toMatch(/^zhang.*san$/s)
      }),
    )
  })
})
