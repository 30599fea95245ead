import { countFollowUpsDue } from '../customers/communications-repository.ts'
import { today } from '../i18n/format.ts'
import type { MenuEntry } from '../web/send.ts'

/** The day's start, with how many follow-ups are due. */
export const dashboardMenu: MenuEntry = {
  href: '/',
  label: 'dashboard.title',
  icon: 'calendar-check',
  may: 'dashboard.see',
  count: (person) => countFollowUpsDue(person.id, today()),
}
