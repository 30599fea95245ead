import type { Locale } from '../i18n/locale.ts'
import * as en from './en/chapters.ts'
import type { Chapter, Part } from './part.ts'
import * as zh from './zh-CN/chapters.ts'

/** The department's handbook with what this program does about it, in both languages. */
export const handbook: Record<Locale, Chapter[]> = { 'zh-CN': zh.chapters, en: en.chapters }

/** All parts of a language, in their order. */
export const partsOf = (locale: Locale): Part[] => handbook[locale].flatMap(({ parts }) => parts)
