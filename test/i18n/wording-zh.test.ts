import { describe, expect, test } from 'vitest'
import { partsOf } from '../../src/help/handbook.ts'
import { messages } from '../../src/i18n/messages.ts'
import { translator } from '../../src/i18n/translate.ts'
import { wordsToAvoid } from './words-to-avoid.zh.ts'

const words = Object.entries(messages['zh-CN'])

/** The program's own sentences; what the department's handbook says stays as it says it. */
const help = partsOf('zh-CN').flatMap(({ number, how }) =>
  how.map((text): [string, string] => [`help ${number}`, text]),
)

/** Heads of the CSV that the order import reads; they are fixed. */
const fixedHeads = new Set(['orders.import_paid_on', 'orders.import_paid_amount'])

/** What the handbook calls something, where the help tells what the program calls it. */
const handbookNames = /（手册中的销售管理人员）|手册中的“付款”指客户付款/g

describe.each(wordsToAvoid)('%s', (word, reason) => {
  const holds = (text: string) => (typeof word === 'string' ? text.includes(word) : word.test(text))

  test(`is said nowhere: ${reason}`, () => {
    const said = [...words, ...help]
      .filter(([key]) => !fixedHeads.has(key))
      .filter(([, text]) => holds(text.replaceAll(handbookNames, '')))
    expect(said).toEqual([])
  })
})

describe('a value in a Chinese sentence', () => {
  const t = translator('zh-CN')
  const handed = (who: string, customer: string) => t('accounts.activity_handed_over', { who, new: customer })

  test('stands without a space beside Chinese, and with one beside Latin letters and figures', () => {
    expect(handed('陈静', '王芳')).toBe('陈静将客户和进行中的机会转交给王芳')
    expect(handed('Nancy Davolio', 'Andrew')).toBe('Nancy Davolio 将客户和进行中的机会转交给 Andrew')
    expect(t('reports.as_of', { day: '11月30日' })).toBe('截至 11月30日')
    expect(t('orders.ordered_on_day', { day: '11月30日' })).toBe('11月30日下单')
    expect(t('orders.ordered_on_day', { day: '2025-11-30' })).toBe('2025-11-30 下单')
  })

  test('keeps the spaces that people typed in it', () => {
    expect(handed('陈 静', '王 芳')).toBe('陈 静将客户和进行中的机会转交给王 芳')
  })
})
