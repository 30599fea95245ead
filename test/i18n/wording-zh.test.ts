import { describe, expect, test } from 'vitest'
import { handbookSections } from '../../src/help/handbook.ts'
import { messages } from '../../src/i18n/messages.ts'
import { translator } from '../../src/i18n/translate.ts'
import { wordsToAvoid } from './words-to-avoid.zh.ts'

const words = Object.entries(messages['zh-CN'])

/** The program's own texts; quotations from the company's handbook are not checked. */
const help = handbookSections('zh-CN').flatMap(({ number, how }) =>
  how.map((text): [string, string] => [`help ${number}`, text]),
)

/** Column names of the CSV that the order import reads; they are fixed. */
const fixedHeads = new Set(['orders.import_paid_on', 'orders.import_paid_amount'])

/** Handbook terms that the help mentions to explain the program's own term. */
const handbookNames = /（手册中的销售管理人员）|手册中的“付款”指客户付款/g

describe.each(wordsToAvoid)('%s', (word, reason) => {
  const holds = (text: string) => (typeof word === 'string' ? text.includes(word) : word.test(text))

  test(`is not used: ${reason}`, () => {
    const said = [...words, ...help]
      .filter(([key]) => !fixedHeads.has(key))
      .filter(([, text]) => holds(text.replaceAll(handbookNames, '')))
    expect(said).toEqual([])
  })
})

describe('a value in a Chinese sentence', () => {
  const t = translator('zh-CN')
  const handed = (who: string, customer: string) => t('accounts.activity_handed_over', { who, new: customer })

  test('has no space next to Chinese, and one next to Latin letters and digits', () => {
    expect(handed('陈静', '王芳')).toBe('陈静将客户和进行中的机会转交给王芳')
    expect(handed('Nancy Davolio', 'Andrew')).toBe('Nancy Davolio 将客户和进行中的机会转交给 Andrew')
    expect(t('reports.as_of', { day: '11月30日' })).toBe('截至 11月30日')
    expect(t('orders.ordered_on_day', { day: '11月30日' })).toBe('11月30日下单')
    expect(t('orders.ordered_on_day', { day: '2025-11-30' })).toBe('2025-11-30 下单')
  })

  test('keeps spaces that users typed', () => {
    expect(handed('陈 静', '王 芳')).toBe('陈 静将客户和进行中的机会转交给王 芳')
  })
})
