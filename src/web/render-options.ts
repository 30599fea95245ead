import type { Person } from '../access/person.ts'
import type { Locale } from '../i18n/locale.ts'
import type { RequestContext } from './route.ts'

/** Who reads a page, in which language, on screen or in print. */
export interface RenderContext {
  person: Person
  locale: Locale
  printing: boolean
}

/** The render context of a request; the parameter print=1 means print. */
export const renderContext = (person: Person, { locale, parameters }: RequestContext): RenderContext => ({
  person,
  locale: person.locale ?? locale,
  printing: parameters.print === '1',
})
