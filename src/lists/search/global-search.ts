import type { Permission } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import type { Text } from '../../i18n/message-or-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { List } from '../list.ts'
import { parseListParams } from '../parameters.ts'

/** A record in the global search; `amount` in minor units, `day` a business date. */
export interface SearchHit {
  id: number
  href: string
  title: Text
  detail: (string | null)[]
  state: { label: MessageKey; icon: string; tone: 'good' | 'warn' | 'bad' | '' } | null
  day: string | null
  amount: number | null
}

/** Heading of a list's group in the global search, and the permission to see it. */
interface Heading {
  label: MessageKey
  icon: string
  may: Permission
}

/** A list as the global search queries it. */
export interface Finder extends Heading {
  name: string
  /** The path of the list, which shows all results with ?q=. */
  path: string
  /** The list's first results; `more`: it has more. */
  find(query: string, person: Person, limit: number): Promise<{ hits: SearchHit[]; more: boolean }>
}

/** Adds a list to the global search; `hitOf` converts its rows. */
export const globalSearchFinder = <Row>(list: List<Row>, heading: Heading, hitOf: (row: Row) => SearchHit): Finder => ({
  ...heading,
  name: list.name,
  path: list.path,
  async find(q, person, limit) {
    const { question } = parseListParams(list, { q })
    if (question.q === '') return { hits: [], more: false }
    const { rows, total } = await list.page(question, person)
    return { hits: rows.slice(0, limit).map(hitOf), more: total > limit }
  },
})
