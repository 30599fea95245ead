import type { Locale } from '../i18n/locale.ts'
import { chapter1 as en1 } from './en/chapter-1.ts'
import { chapter2 as en2 } from './en/chapter-2.ts'
import { chapter2Orders as en2Orders } from './en/chapter-2-orders.ts'
import { chapter3 as en3 } from './en/chapter-3.ts'
import { chapter4 as en4 } from './en/chapter-4.ts'
import type { Chapter, Part } from './part.ts'
import { chapter1 as zh1 } from './zh-CN/chapter-1.ts'
import { chapter2 as zh2 } from './zh-CN/chapter-2.ts'
import { chapter2Orders as zh2Orders } from './zh-CN/chapter-2-orders.ts'
import { chapter3 as zh3 } from './zh-CN/chapter-3.ts'
import { chapter4 as zh4 } from './zh-CN/chapter-4.ts'

/** The department's handbook with what this program does about it, in both languages. */
export const handbook: Record<Locale, Chapter[]> = {
  'zh-CN': [zh1, { ...zh2, parts: [...zh2.parts, ...zh2Orders] }, zh3, zh4],
  en: [en1, { ...en2, parts: [...en2.parts, ...en2Orders] }, en3, en4],
}

/** All parts of a language, in their order. */
export const partsOf = (locale: Locale): Part[] => handbook[locale].flatMap(({ parts }) => parts)
