import type { Locale } from '../i18n/locale.ts'
import { chapter1En } from './en/chapter-1.ts'
import { chapter2En } from './en/chapter-2.ts'
import { chapter2OrdersEn } from './en/chapter-2-orders.ts'
import { chapter3En } from './en/chapter-3.ts'
import { chapter4En } from './en/chapter-4.ts'
import type { Chapter, HelpSection } from './section.ts'
import { chapter1Zh } from './zh-CN/chapter-1.ts'
import { chapter2Zh } from './zh-CN/chapter-2.ts'
import { chapter2OrdersZh } from './zh-CN/chapter-2-orders.ts'
import { chapter3Zh } from './zh-CN/chapter-3.ts'
import { chapter4Zh } from './zh-CN/chapter-4.ts'

/** The sales handbook with instructions for this program, in both languages. */
export const handbook: Record<Locale, Chapter[]> = {
  'zh-CN': [chapter1Zh, { ...chapter2Zh, parts: [...chapter2Zh.parts, ...chapter2OrdersZh] }, chapter3Zh, chapter4Zh],
  en: [chapter1En, { ...chapter2En, parts: [...chapter2En.parts, ...chapter2OrdersEn] }, chapter3En, chapter4En],
}

/** All sections of a language, in order. */
export const handbookSections = (locale: Locale): HelpSection[] => handbook[locale].flatMap(({ parts }) => parts)
