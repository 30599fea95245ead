import { createInstance } from 'i18next'
import type { Locale } from './locale.ts'
import { type Key, words } from './words.ts'

/** What is put into a sentence; `count` chooses the plural. */
export type Values = Record<string, string | number>
export type Translate = (key: Key, values?: Values) => string

const i18next = createInstance()
// Resources are given, so this is done before it returns.
void i18next.init({
  resources: { en: { translation: words.en }, 'zh-CN': { translation: words['zh-CN'] } },
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
})

const fixed = { en: i18next.getFixedT('en'), 'zh-CN': i18next.getFixedT('zh-CN') }

/** The words of one language; text comes unescaped, views escape it. Throws on a key that has none. */
export const translator = (locale: Locale): Translate => {
  const say = fixed[locale]
  return (key, values) => {
    const known = words[locale] as Record<string, string>
    const said = known[key]
    if (said === undefined && known[`${key}_other`] === undefined) throw new Error(`no word for ${key} in ${locale}`)
    return values || said === undefined ? say(key, values ?? {}) : said
  }
}

/** The word of a key that is made at run time, where there is one. */
export const wordFor = (locale: Locale, key: string): string | undefined =>
  (words[locale] as Record<string, string>)[key]
