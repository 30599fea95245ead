import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { handbookSections } from '../../src/help/handbook.ts'
import { type Locale, locales } from '../../src/i18n/locale.ts'
import { messages } from '../../src/i18n/messages.ts'
import { sourceFiles } from '../architecture/source-files.ts'
import type { WordToAvoid } from './words-to-avoid.ts'

/** Each language has its list in words-to-avoid.LOCALE.ts in this folder. */
const listOf = (locale: Locale) => new URL(`./words-to-avoid.${locale}.ts`, import.meta.url)
const listed = locales.filter((locale) => existsSync(listOf(locale)))

/** All texts of a language with their key; placeholders are replaced by {}. */
const textsOf = (locale: Locale): [string, string][] => [
  ...Object.entries(messages[locale]).map(([key, text]): [string, string] => [key, text.replace(/\{\{\w+\}\}/g, '{}')]),
  ...handbookSections(locale).flatMap(({ number, title, says, how }) =>
    [title, ...says, ...how].map((text): [string, string] => [`handbook ${number}`, text]),
  ),
]

test.each(listed)('the texts of %s use the trade’s words', async (locale) => {
  const { wordsToAvoid }: { wordsToAvoid: WordToAvoid[] } = await import(listOf(locale).href)
  const found = textsOf(locale).flatMap(([where, text]) =>
    wordsToAvoid
      .filter(([pattern, , except]) => pattern.test(text) && !except?.test(text))
      .map(([, reason]) => `${where}: ${text} (${reason})`),
  )
  expect(found).toEqual([])
})

test('a success message is one phrase without a full stop', () => {
  const routes = sourceFiles().filter(({ path }) => /^src\/.*routes\.ts$/.test(path))
  const keys = routes.flatMap(({ text }) =>
    [...text.matchAll(/redirect\w*\([^;]*?'(\w+\.\w+)'/g)].map(([, key = '']) => key),
  )
  expect(keys.length).toBeGreaterThan(20)
  const said = keys.map((key) => (messages.en as Record<string, string>)[key] ?? '')
  expect(said.filter((text) => /^[^.]*\.$/.test(text))).toEqual([])
})
