import type { Person } from '../access/person.ts'
import { mayEver } from '../access/rights.ts'
import { words } from '../i18n/words.ts'
import { fold } from '../values/fold.ts'
import { pinyinReadings } from '../values/pinyin.ts'
import type { MenuEntry } from '../web/frame.ts'

/** Where one can go by name: a page, or a form to begin. */
export type Place = Pick<MenuEntry, 'href' | 'label' | 'icon' | 'may'>

/** Those places a person may go to whose name holds the query, in either language or by pinyin; all of them for none. */
export const placesFor = (places: Place[], query: string, person: Person): Place[] =>
  places.filter(({ label, may }) => mayEver(person, may) && namesOf(label).includes(fold(query)))

const namesOf = (label: Place['label']): string => {
  const [chinese, english] = [words['zh-CN'], words.en].map((known) => (known as Record<string, string>)[label] ?? '')
  return [chinese, english, ...pinyinReadings(chinese ?? '')].map((name) => fold(name ?? '')).join('\n')
}
