import { settings } from '../settings.ts'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** The person's own setting, then the browser's wish, then the installation's default. */
export function chooseLocale(own: Locale | null | undefined, acceptLanguage: string | undefined): Locale {
  return own ?? wished(acceptLanguage ?? '') ?? settings().DEFAULT_LOCALE
}

const longest = 500

function wished(header: string): Locale | undefined {
  const asked = header
    .slice(0, longest)
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
  for (const { tag } of asked) {
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return undefined
}
