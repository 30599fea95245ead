import { type Expression, type SqlBool, sql } from 'kysely'
import {
  among,
  candidates,
  common,
  contains,
  found,
  foundIds,
  hitsAmong,
  holding,
  isDecided,
  type Searchable,
  termsOf,
} from './search.ts'

/** What a record must be to be found; null where nothing is looked for. */
export type Hits = Expression<SqlBool> | null

/** What the index has for a rare word: all that is found. */
interface Rare {
  ids: number[]
}

/** What it has for a common one: its newest candidates. */
export interface Common {
  terms: string[]
  newest: number[]
  /** All candidates, where they are asked for and not too many. */
  all: () => Promise<number[] | null>
}

export type Looked = Rare | Common

/** A walk along the order of a list over so many of its nearest `places`, of which some are hits. */
export interface Walk {
  steps: number
  hits: Expression<SqlBool>
}

/** A question to a list, as far as it is looked for. */
interface Question {
  q: string
}

/** So many records are looked into as they come, in which a common word is met often enough; */
const near = 1000
/** where it is not, all candidates are gathered, if there are fewer than these, and the walk reads the order's index alone; */
const gathered = 5000
const far = 30_000
/** else more records are looked into, as many as it takes by what was met. */
const farther = 15_000

/** Looks for questions in a table's index; nothing is found by words where there is none. */
export function looking(search: Searchable | undefined) {
  const table: Searchable = search ?? 'customers'
  const known = new WeakMap<Question, Promise<Looked | null>>()
  const termsIn = ({ q }: Question): string[] => (search ? termsOf(q) : [])

  const lookFor = async (question: Question): Promise<Looked | null> => {
    const terms = termsIn(question)
    if (terms.length === 0) return null
    const newest = await candidates(table, terms, common)
    if (newest.length < common) return { ids: await hitsAmong(table, newest, terms) }
    let gathering: Promise<number[]> | undefined
    const gather = async (): Promise<number[] | null> => {
      gathering ??= candidates(table, terms, gathered)
      const all = await gathering
      return all.length < gathered ? all : null
    }
    return { terms, newest, all: gather }
  }

  /** What the index has: asked once, for count and page. */
  const looked = (question: Question): Promise<Looked | null> => {
    const looking = known.get(question) ?? lookFor(question)
    known.set(question, looking)
    return looking
  }

  /** Whether a word stands in the record at a place: a value of its own, that the places stay in their order. */
  const standing = ({ terms }: Common): Expression<SqlBool> =>
    sql<SqlBool>`(select ${contains(table, terms)} from ${sql.table(table)} where ${sql.ref(`${table}.id`)} = places.id)`

  return {
    looked,
    standing,
    /** All that is found: by ids where they are few, else to be seen along the order of the list. */
    async exactly(question: Question): Promise<Hits> {
      const is = await looked(question)
      if (is === null) return null
      if ('ids' in is) return among(table, is.ids)
      const all = await is.all()
      const ids = all ? await hitsAmong(table, all, is.terms) : await foundIds(table, is.terms)
      return ids ? among(table, ids) : contains(table, is.terms)
    },
    /** The same as one condition, to be asked within another query. */
    searched(question: Question): Hits {
      const terms = termsIn(question)
      return terms.length > 0 ? found(table, terms) : null
    },
    /** The hits among so many of the newest candidates. */
    newestOf: ({ terms, newest }: Common, most: number): Expression<SqlBool> =>
      holding(table, newest.slice(0, most), terms),
    /** The first walk to a page of a common word. */
    nearest: (is: Common): Walk => ({ steps: near, hits: standing(is) }),
    /**
     * A longer one, where the first met this share of what is wanted; null where all had better be looked for at once. A
     * person's own are walked to their end.
     */
    async longer(is: Common, met: number, everything: boolean): Promise<Walk | null> {
      const all = await is.all()
      if (all && isDecided(is.terms)) return { steps: far, hits: among('places', all) }
      if (!everything) return { steps: far, hits: standing(is) }
      const steps = Math.ceil((2 * near) / met)
      return all || steps > farther ? null : { steps, hits: standing(is) }
    },
  }
}
