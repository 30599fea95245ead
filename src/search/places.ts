import type { Person } from '../access/person.ts'
import { mayEver } from '../access/rights.ts'
import { words } from '../i18n/words.ts'
import { fold } from '../values/fold.ts'
import { pinyinReadings } from '../values/pinyin.ts'
import type { MenuEntry } from '../web/send.ts'

/** Where one can go by name: a page, or a form to begin. */
export type Place = Pick<MenuEntry, 'href' | 'label' | 'icon' | 'may'>

/** What is begun or opened by name and stands in no navigation; app.ts adds the pages that do. */
export const places: Place[] = [
  { href: '/customers/new', label: 'customers.new', icon: 'user-plus', may: 'customers.create' },
  { href: '/opportunities/new', label: 'opportunities.new', icon: 'target', may: 'opportunities.create' },
  { href: '/orders/new', label: 'orders.new', icon: 'plus', may: 'orders.create' },
  { href: '/products/new', label: 'products.new', icon: 'plus', may: 'products.maintain' },
  { href: '/performance/targets', label: 'performance.targets', icon: 'target', may: 'performance.manage' },
]

/** The places a person may go to whose name holds the query, in either language or by pinyin; all of them for none. */
export const placesFor = (query: string, person: Person): Place[] =>
  places.filter(({ label, may }) => mayEver(person, may) && namesOf(label).includes(fold(query)))

const namesOf = (label: Place['label']): string => {
  const [chinese, english] = [words['zh-CN'], words.en].map((known) => (known as Record<string, string>)[label] ?? '')
  return [chinese, english, ...pinyinReadings(chinese ?? '')].map((name) => fold(name ?? '')).join('\n')
}
