import type { Locale } from './locale.ts'
import { type MessageKey, messages } from './messages.ts'

/** Values to insert into a message; `count` selects the plural form. */
export type Values = Record<string, string | number>
/** Translates a message key. */
export type Translate = (key: MessageKey, values?: Values) => string

/** A parsed message; every second element is the name of a value. */
type Message = string[]

const pieces = { en: parseMessages('en'), 'zh-CN': parseMessages('zh-CN') }
const joiners = { en: joinParts, 'zh-CN': joinChinese }
const translators = { en: createTranslator('en'), 'zh-CN': createTranslator('zh-CN') }

/** The translator of a language. Its result is not escaped. It throws for a key without a message. */
export const translator = (locale: Locale): Translate => translators[locale]

/** The message of a key that is built at run time, if it exists. */
export const findTranslation = (locale: Locale, key: string): string | undefined =>
  (messages[locale] as Record<string, string>)[key]

function createTranslator(locale: Locale): Translate {
  const plural = new Intl.PluralRules(locale)
  const pluralMessage = (key: string, count: unknown): Message | undefined =>
    pieces[locale].get(`${key}_${plural.select(Number(count))}`) ?? pieces[locale].get(`${key}_other`)
  return (key, values = {}) => {
    const message = pieces[locale].get(key) ?? pluralMessage(key, values.count)
    if (message === undefined) throw new Error(`no word for ${key} in ${locale}`)
    return message.length === 1
      ? (message[0] ?? '')
      : joiners[locale](message.map((piece, at) => String(at % 2 === 0 ? piece : (values[piece] ?? ''))))
  }
}

function joinParts(parts: string[]): string {
  return parts.join('')
}

/**
 * Messages have spaces around values for Latin names and numbers; between two Chinese characters the space is removed.
 */
function joinChinese(parts: string[]): string {
  return parts.reduce((text, next) => {
    if (/\p{Script=Han} $/u.test(text) && /^\p{Script=Han}/u.test(next)) return text.slice(0, -1) + next
    return /\p{Script=Han}$/u.test(text) && /^ \p{Script=Han}/u.test(next) ? text + next.slice(1) : text + next
  })
}

function parseMessages(locale: Locale): Map<string, Message> {
  return new Map(Object.entries(messages[locale]).map(([key, text]) => [key, text.split(/\{\{(\w+)\}\}/)]))
}
