import type { Person } from '../access/person.ts'
import type { Locale } from '../i18n/locale.ts'
import type { Surroundings } from './route.ts'

/** Who reads a page, in which language, on the screen or on paper. */
export interface Reading {
  person: Person
  locale: Locale
  printing: boolean
}

/** How a page is asked for. */
export const readingOf = (person: Person, { locale, parameters }: Surroundings): Reading => ({
  person,
  locale: person.locale ?? locale,
  printing: parameters.print === '1',
})
