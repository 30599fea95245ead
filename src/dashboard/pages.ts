import type { Person } from '../access/person.ts'
import { findDuplicatesByText } from '../customers/duplicates/customer-lookup.ts'
import { customerPrefillFromSearch } from '../customers/duplicates/prefill-from-search.ts'
import { recentlyContacted } from '../customers/repository.ts'
import { today } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type Answer, page } from '../web/responses.ts'
import { staleSection, unpaidSection } from './attention-sections.ts'
import { dueSection } from './due-list.ts'
import { progressSection } from './target-progress.ts'

const maxRecent = 8

/**
 * The dashboard: what is due, records that need attention, this month's progress, recent customers. `asked` is the
 * text of the duplicate check.
 */
export async function dashboardPage(person: Person, locale: Locale, asked: string): Promise<Answer> {
  const now = today()
  const [due, recentCustomers, found, unpaid, neglected, progress] = await Promise.all([
    dueSection(person, now),
    recentlyContacted(person.id, maxRecent),
    asked === '' ? [] : findDuplicatesByText(asked, person),
    unpaidSection(person, now),
    staleSection(person, now),
    progressSection(person, locale, now),
  ])
  return page('dashboard/page', {
    heading: dayInWords(now, locale),
    due,
    check: { query: asked, found, starting: customerPrefillFromSearch(asked) },
    unpaid,
    neglected,
    ...progress,
    recentCustomers,
  })
}

/** A business date with its weekday: 11月23日 星期一; Monday, 23 November. */
const dayInWords = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
    .format(new Date(`${day}T00:00:00Z`))
    .replace('日星期', '日 星期')
