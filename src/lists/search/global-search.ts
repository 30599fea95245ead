import type { Permission } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Text } from '../../i18n/text.ts'
import type { List } from '../list.ts'
import { parseListParams } from '../parameters.ts'

/** One record as the search of everything shows it; `amount` in minor units, `day` a business day. */
export interface SearchHit {
  id: number
  href: string
  title: Text
  detail: (string | null)[]
  state: { label: MessageKey; icon: string; tone: 'good' | 'warn' | 'bad' | '' } | null
  day: string | null
  amount: number | null
}

/** How a list's group is headed in the search of everything, and who sees it. */
interface Heading {
  label: MessageKey
  icon: string
  may: Permission
}

/** A list's records as the search of everything asks for them. */
export interface Finder extends Heading {
  name: string
  /** The list that shows everything found, at ?q=. */
  path: string
  /** The first that the list would show; `more`: it has more. */
  find(query: string, person: Person, limit: number): Promise<{ hits: SearchHit[]; more: boolean }>
}

/** Offers a list to the search of everything: `hitOf` says what is shown of a row. */
export const finder = <Row>(list: List<Row>, heading: Heading, hitOf: (row: Row) => SearchHit): Finder => ({
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
