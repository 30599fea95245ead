import { mayEver } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { messages } from '../i18n/messages.ts'
import { normalize } from '../values/normalize.ts'
import { pinyinReadings } from '../values/pinyin.ts'
import type { MenuEntry } from '../web/layout-data.ts'

/** A menu entry: a page, or the form of a new record. */
export type MenuTarget = Pick<MenuEntry, 'href' | 'label' | 'icon' | 'may'>

/**
 * Menu entries that a person may open and whose label contains the query, in either language or pinyin; all for an
 * empty query.
 */
export const matchingMenuEntries = (places: MenuTarget[], query: string, person: Person): MenuTarget[] =>
  places.filter(({ label, may }) => mayEver(person, may) && namesOf(label).includes(normalize(query)))

const namesOf = (label: MenuTarget['label']): string => {
  const [chinese, english] = [messages['zh-CN'], messages.en].map(
    (known) => (known as Record<string, string>)[label] ?? '',
  )
  return [chinese, english, ...pinyinReadings(chinese ?? '')].map((name) => normalize(name ?? '')).join('\n')
}
