import type { Person } from '../access/person.ts'
import type { Locale } from '../i18n/locale.ts'
import type { RequestContext } from './route.ts'

/** Who reads a page, in which language, on the screen or on paper. */
export interface RenderContext {
  person: Person
  locale: Locale
  printing: boolean
}

/** How a page is asked for. */
export const renderContext = (person: Person, { locale, parameters }: RequestContext): RenderContext => ({
  person,
  locale: person.locale ?? locale,
  printing: parameters.print === '1',
})
