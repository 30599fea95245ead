import { settings } from '../settings.ts'

/** The languages of the program. */
export const locales = ['zh-CN', 'en'] as const
/** A language of the program. */
export type Locale = (typeof locales)[number]

/** The person's own setting, otherwise the browser's preference, otherwise the default of the installation. */
export function chooseLocale(own: Locale | null | undefined, acceptLanguage: string | undefined): Locale {
  return own ?? browserLocale(acceptLanguage ?? '') ?? settings().DEFAULT_LOCALE
}

/** Characters of the Accept-Language header that are read. */
const maxHeaderLength = 500

function browserLocale(header: string): Locale | undefined {
  const preferences = header
    .slice(0, maxHeaderLength)
    .split(',')
    .map((part) => {
      const [tag = '', q] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/)
      return { tag, weight: q === undefined ? 1 : Number(q) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of preferences) {
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return undefined
}
