import type { Person } from '../../access/person.ts'
import type { Row } from '../../database/tables.ts'
import { formats } from '../../i18n/format.ts'
import { translator } from '../../i18n/translate.ts'
import type { RequestContext } from '../../web/route.ts'

interface Subject {
  name: string | null
  company: string | null
}

/** A follow-up with its customer, and its business date, as a message names them in the person's language. */
export function followUpFlashValues(
  followUp: Subject & Pick<Row<'communications'>, 'follow_up_what' | 'follow_up_on'>,
  person: Person,
  context: RequestContext,
): { what: string; day: string } {
  const t = translator(person.locale ?? context.locale)
  const { name, company, follow_up_what, follow_up_on } = followUp
  const what = follow_up_what ?? t('customers.follow_up_with', { customer: name ?? company ?? '' })
  const customer = follow_up_what === null ? name && company : (company ?? name)
  return {
    what: customer ? t('customers.follow_up_and_customer', { what, customer }) : what,
    day: flashDay(follow_up_on, person, context),
  }
}

/** A business date in a message; '' for null. */
export function flashDay(day: string | null, person: Person, context: RequestContext): string {
  const locale = person.locale ?? context.locale
  return day === null ? '' : formats(locale, translator(locale)).dateInLine(day)
}
