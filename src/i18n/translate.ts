import type { Locale } from './locale.ts'
import { type MessageKey, messages } from './messages.ts'

/** What is put into a sentence; `count` chooses the plural. */
export type Values = Record<string, string | number>
export type Translate = (key: MessageKey, values?: Values) => string

/** A message in pieces, so that a page only joins them: every second piece is the name of a value. */
type Message = string[]

const pieces = { en: compiled('en'), 'zh-CN': compiled('zh-CN') }
const joiners = { en: plainlyJoined, 'zh-CN': joinedInChinese }
const translators = { en: made('en'), 'zh-CN': made('zh-CN') }

/** The words of one language; text comes unescaped, views escape it. Throws on a key that has none. */
export const translator = (locale: Locale): Translate => translators[locale]

/** The word of a key that is made at run time, where there is one. */
export const wordFor = (locale: Locale, key: string): string | undefined =>
  (messages[locale] as Record<string, string>)[key]

function made(locale: Locale): Translate {
  const plural = new Intl.PluralRules(locale)
  const counted = (key: string, count: unknown): Message | undefined =>
    pieces[locale].get(`${key}_${plural.select(Number(count))}`) ?? pieces[locale].get(`${key}_other`)
  return (key, values = {}) => {
    const message = pieces[locale].get(key) ?? counted(key, values.count)
    if (message === undefined) throw new Error(`no word for ${key} in ${locale}`)
    return message.length === 1
      ? (message[0] ?? '')
      : joiners[locale](message.map((piece, at) => String(at % 2 === 0 ? piece : (values[piece] ?? ''))))
  }
}

function plainlyJoined(parts: string[]): string {
  return parts.join('')
}

/** Messages leave a space beside a value for the sake of Latin names and figures; between two Chinese characters there is none. */
function joinedInChinese(parts: string[]): string {
  return parts.reduce((text, next) => {
    if (/\p{Script=Han} $/u.test(text) && /^\p{Script=Han}/u.test(next)) return text.slice(0, -1) + next
    return /\p{Script=Han}$/u.test(text) && /^ \p{Script=Han}/u.test(next) ? text + next.slice(1) : text + next
  })
}

function compiled(locale: Locale): Map<string, Message> {
  return new Map(Object.entries(messages[locale]).map(([key, text]) => [key, text.split(/\{\{(\w+)\}\}/)]))
}
