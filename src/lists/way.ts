import type { Person } from '../access/person.ts'
import { countedIn, placeAfter } from './counted.ts'
import type { Asked, Definition, Filters, ListQuestion } from './definition.ts'

export const pageSize = 25
/** From this row on, the nearer end is looked for: all rows are counted first, unless their number is kept. */
const deep = 20_000

/** So many records of a list, down or up its order. */
export interface Way {
  down: boolean
  limit: number
  offset: number
  /** Absent: from the first. */
  from?: unknown
}

/** What a person sees of a list, and whether what is asked leaves out any of it. */
interface Seen {
  seesAll: (person: Person) => boolean
  isNarrowed: (question: ListQuestion, person: Person) => boolean
}

/** How a list comes to a page, and what it knows of how many there are without counting them. */
export function waysOf<DB, TB extends keyof DB, F extends Filters, Row>(
  definition: Definition<DB, TB, F, Row>,
  { seesAll, isNarrowed }: Seen,
) {
  /** Where the number of what is asked is kept; null where it is not. */
  const keptOf = (question: ListQuestion, person: Person) =>
    seesAll(person) && question.q === '' ? (definition.counted?.(question.filter as Asked<F>) ?? null) : null

  /** How many there are in all, where nothing or only what is kept narrows them; null: as may be. */
  const known = async (question: ListQuestion, person: Person): Promise<number | null> => {
    const kept = keptOf(question, person)
    if (kept) return countedIn(kept)
    if (!seesAll(person) || question.q !== '' || isNarrowed(question, person)) return null
    const all = definition.from(person).select(({ fn }) => fn.countAll<number>().as('count'))
    return ((await all.executeTakeFirst()) as { count: number } | undefined)?.count ?? 0
  }

  /** The way to a page and the row after it: a deep one's from the nearer end. */
  const wayTo = async (question: ListQuestion, person: Person): Promise<Way> => {
    const down = question.sort.descending
    const offset = (question.page - 1) * pageSize
    const many = offset < deep ? null : await known(question, person)
    if (many === null) return { down, limit: pageSize + 1, offset }
    const left = Math.max(0, many - offset)
    const limit = Math.min(left, pageSize + 1)
    const way = offset < many / 2 ? { down, limit, offset } : { down: !down, limit, offset: left - limit }
    const kept = keptOf(question, person)
    if (kept?.along?.sort !== question.sort.name || way.offset < deep) return way
    const { place, before } = await placeAfter(kept, kept.along.place, way.offset, way.down)
    return { ...way, offset: way.offset - before, from: place }
  }

  return { keptOf, wayTo }
}
