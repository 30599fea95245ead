import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Right } from '../access/rights.ts'
import { reader } from '../database/database.ts'
import type { Saying } from '../i18n/saying.ts'
import type { Key } from '../i18n/words.ts'
import { halfWidth } from '../values/fold.ts'
import { candidates, contains, holding, isDecided, isLong, newestId, type Searchable, termsOf } from './search.ts'

/** One record as the search of everything shows it; `amount` in minor units, `day` a business day. */
export interface Hit {
  id: number
  href: string
  title: Saying
  detail: (string | null)[]
  state: { label: Key; icon: string; tone: 'good' | 'warn' | 'bad' | '' } | null
  day: string | null
  amount: number | null
}

/** What a room gives to the search of everything. */
export interface Definition {
  table: Searchable
  label: Key
  icon: string
  may: Right
  /** The list that shows all hits, at ?q=. */
  path: string
  /** What this person may see of the table, in parts that have none in common, each along an index. */
  visible: (person: Person) => Expression<SqlBool>[]
  /** Whether that is only what is the person's own: hardly any of the newest of all; absent: it is all, whoever asks. */
  own?: (person: Person) => boolean
  /** The order of hits, in column names alone, and the column it begins with; one of the table's indexes is in it. */
  order: RawBuilder<unknown>
  by: string
  /** A record that the whole query names: its number, its code. Each condition has an index of its own. */
  exact: (query: string) => Expression<SqlBool>
  /** The records of these ids, in any order. */
  hits: (ids: number[]) => Promise<Hit[]>
}

/** A room's records as the search of everything asks for them. */
export interface Finder extends Pick<Definition, 'label' | 'icon' | 'may' | 'path'> {
  name: Searchable
  /** The first hits that the person may see, those named exactly before the others; `more`: the list may have more. */
  find(query: string, person: Person, limit: number): Promise<{ hits: Hit[]; more: boolean }>
  /** Every statement that finding may take, for the test that looks at their work. */
  statements(query: string, person: Person, limit: number): { sql: string; parameters: readonly unknown[] }[]
}

/** So many of the index's newest candidates are looked into. */
export const looks = 600
/** and so few first, which is enough where most of them are hits. */
const few = 150
/** So many records are the newest, among which a word that is not rare is met often enough. */
const recent = 200_000
/** So many records a walk looks into first, which is enough for a word that is in every thirtieth, */
export const steps = 250
/** and so many where that and the index's newest were not enough. */
export const farthest = 1000

/**
 * Makes a finder: a common term's hits come from a walk along the order, which ends early; a rare one's from the index,
 * which has few candidates; what is neither, from its newest candidates and a longer walk. So no query's work grows with
 * the book.
 */
export function finder(definition: Definition): Finder {
  const { table, label, icon, may, path, visible, own, order, by, exact, hits } = definition
  const source = sql.table(table)

  /** The first records of what the person may see, the parts merged as they come. */
  const first = (columns: string[], condition: Expression<SqlBool>, person: Person, limit: number) => {
    const chosen = sql.join(['id', by, ...columns].map((column) => sql.ref(column)))
    const parts = visible(person).map((part) => sql`select ${chosen} from ${source} where ${part} and ${condition}`)
    return sql<{ id: number }>`${sql.join(parts, sql` union all `)} order by ${order} limit ${limit}`
  }

  const walk = (terms: string[], person: Person, limit: number, most: number) =>
    sql<{ id: number }>`select nearest.id from (${first(['search_text'], sql`true`, person, most)}) as nearest
      where ${contains('nearest', terms)} limit ${limit}`

  // By themselves first: along the order of one's own there may be thousands to look into.
  const named = (query: string, person: Person, limit: number) =>
    first([], sql`id in (select id from ${source} where ${exact(halfWidth(query))})`, person, limit)
  /** The first of the index's candidates; the parts as one, so that each is looked into once. */
  const chosen = (ids: number[], terms: string[], person: Person, limit: number) =>
    sql<{ id: number }>`select id from ${source} where (${sql.join(visible(person), sql` or `)})
      and ${holding(table, ids, terms)} order by ${order} limit ${limit}`

  /**
   * Where the index alone decides, each candidate is a hit, so that a few are enough for who sees all; where it does not, its
   * lists are laid over each other, which is first done for the newest records if they are long.
   */
  async function attempts(terms: string[], person: Person): Promise<{ most: number; above: number }[]> {
    const whole = { most: looks, above: 0 }
    if (own?.(person)) return [whole]
    if (isDecided(terms)) return [{ ...whole, most: few }, whole]
    const above = (await newestId(table)) - recent
    return above > 0 && (await isLong(table, terms)) ? [{ ...whole, above }, whole] : [whole]
  }

  /** `all`: no hit was out of reach. */
  async function containing(terms: string[], person: Person, limit: number): Promise<{ ids: number[]; all: boolean }> {
    const near = await idsOf(walk(terms, person, limit, steps))
    if (near.length >= limit) return { ids: near, all: true }
    let ids: number[] = []
    for (const { most, above } of await attempts(terms, person)) {
      const newest = await candidates(table, terms, most, above)
      const all = newest.length < most && above === 0
      if (!all && own?.(person)) break
      const some = newest.length > few && !all ? await idsOf(chosen(newest.slice(0, few), terms, person, limit)) : []
      if (some.length >= limit) return { ids: [...near, ...some], all }
      ids = newest.length > 0 ? await idsOf(chosen(newest, terms, person, limit)) : []
      if (all) return { ids, all }
      if (ids.length >= limit) return { ids: [...near, ...ids], all: false }
    }
    return { ids: [...(await idsOf(walk(terms, person, limit, farthest))), ...ids], all: false }
  }

  return {
    name: table,
    label,
    icon,
    may,
    path,
    async find(query, person, limit) {
      const terms = termsOf(query)
      if (terms.length === 0) return { hits: [], more: false }
      const [exactly, others] = await Promise.all([
        idsOf(named(query, person, limit)),
        containing(terms, person, limit + 1),
      ])
      const ids = [...new Set([...exactly, ...others.ids])]
      const shown = ids.slice(0, limit)
      const known = new Map((shown.length > 0 ? await hits(shown) : []).map((hit) => [hit.id, hit]))
      return { hits: shown.flatMap((id) => known.get(id) ?? []), more: ids.length > limit || !others.all }
    },
    statements(query, person, limit) {
      const terms = termsOf(query)
      const newest = Array.from({ length: looks }, (_, at) => at + 1)
      return [
        named(query, person, limit),
        walk(terms, person, limit, steps),
        walk(terms, person, limit, farthest),
        chosen(newest, terms, person, limit),
      ].map((statement) => statement.compile(reader()))
    },
  }
}

const idsOf = async (statement: RawBuilder<{ id: number }>): Promise<number[]> =>
  (await statement.execute(reader())).rows.map(({ id }) => id)
