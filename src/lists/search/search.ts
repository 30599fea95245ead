import { type Expression, type SqlBool, sql } from 'kysely'
import type { Person } from '../../access/person.ts'
import { halfWidth } from '../../values/fold.ts'
import type { SearchDefinition } from '../definition.ts'
import { allOf, conditionsOf, countUpTo, orderOf, ownSort, pageIds, type Scope, visibleTo } from '../queries.ts'
import { contains, isAmong, newestCandidates, termsOf } from './grams.ts'

/** Records that are found at most: a page says '1,000+ found' where there may be more. */
export const searchLimit = 1000
/** Candidates that the index is asked for at once. */
const chunk = 1000
/** Candidates of a common word that are looked into at most: more take longer than a search may (docs/measurements.md). */
const candidateLimit = 5000
/** Records in the list's own order that are looked into for a common word: more take longer than a search may. */
const nearestLimit = 5000

/** A record that may be found; `order` is its value in the list's own order. */
export interface SearchRow {
  id: number
  search_text: string
  owner_id: number | null
  order: string | number | null
}

/** What is searched: the records that a person sees and the filters leave. */
export interface SearchSource {
  search: SearchDefinition
  /** Those for which a condition holds, at most so many, in no order. */
  rows: (condition: Expression<SqlBool>, limit: number) => Promise<SearchRow[]>
  /**
   * The same of the first some thousand in the list's own order (of everybody's records, of the person's own), the first
   * before the others; `all`: there are no more than were looked into.
   */
  nearest: (condition: Expression<SqlBool>, limit: number) => Promise<{ rows: SearchRow[]; all: boolean }>
  /** Whether the list's own order is descending. */
  descending: boolean
}

/** What was found: ids, what was most likely meant first; `more`: there may be others. */
export interface Found {
  ids: number[]
  more: boolean
}

/**
 * Finds the records in whose text every word of a query stands. Candidates come from the gram index, newest first, and
 * the text decides. Where a word is so common that not all candidates are looked into, the person's own records are looked
 * into as well. Order: what the whole query names, then by rank, own records first, then the list's own order.
 */
export async function searchRecords(source: SearchSource, query: string, person: Person): Promise<Found> {
  const { search, rows } = source
  const terms = termsOf(query)
  if (terms.length === 0) return { ids: [], more: false }
  const exact = await rows(search.exact(halfWidth(query)), searchLimit)
  const matches = new Map(exact.map((row) => [row.id, { ...row, rank: ranks.exact as number }]))
  const add = (found: SearchRow[]): void => {
    for (const row of found)
      if (!matches.has(row.id)) matches.set(row.id, { ...row, rank: rankOf(row.search_text, terms) })
  }
  const more = await throughIndex(source, terms, add, () => matches.size < searchLimit)
  // They came as they are wanted: what is named, one's own, the newest.
  const kept = [...matches.values()].slice(0, searchLimit)
  const ordered = kept.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.owner_id === person.id) - Number(a.owner_id === person.id) ||
      inOrder(a, b) * (source.descending ? -1 : 1),
  )
  return { ids: ordered.map(({ id }) => id), more: more || matches.size > searchLimit }
}

/** Adds what the index's candidates come to, as long as more are wanted; says whether some were left out. */
async function throughIndex(
  { search: { table }, rows, nearest }: SearchSource,
  terms: string[],
  add: (found: SearchRow[]) => void,
  wantsMore: () => boolean,
): Promise<boolean> {
  const holdsAll = contains(table, terms)
  let ids = await newestCandidates(table, terms, chunk)
  if (ids.length === chunk) {
    const near = await nearest(holdsAll, searchLimit)
    add(near.rows)
    if (near.all) return near.rows.length === searchLimit
  }
  for (let looked = chunk; wantsMore(); looked += chunk) {
    add((await rows(isAmong(table, ids, holdsAll), chunk)).toSorted((a, b) => b.id - a.id))
    if (ids.length < chunk) return false
    if (looked >= candidateLimit) break
    ids = await newestCandidates(table, terms, chunk, ids.at(-1))
  }
  return true
}

/** As the databases order: nothing before everything else, then the id. */
function inOrder(a: SearchRow, b: SearchRow): number {
  if (a.order !== b.order) {
    if (a.order === null) return -1
    if (b.order === null) return 1
    return a.order < b.order ? -1 : 1
  }
  return a.id - b.id
}

/** What a search goes through: the records that are seen and asked, in the list's own order. */
export function searchSource(search: SearchDefinition, asked: Scope): SearchSource {
  const { definition, person } = asked
  const scope = { ...asked, question: { ...asked.question, sort: null } }
  const { by, way } = orderOf(scope)
  const owner = search.owner ? sql.ref(search.owner) : sql<null>`null`
  const read = async (query: ReturnType<typeof allOf>, limit: number) =>
    (await query
      .select([definition.id, `${search.table}.search_text`] as never)
      .select([sql`${owner}`.as('owner_id'), sql`${by}`.as('order')] as never)
      .limit(limit)
      .execute()) as unknown as SearchRow[]
  return {
    search,
    descending: ownSort(definition).descending,
    rows: (condition, limit) => read(allOf(scope, condition), limit),
    async nearest(condition, limit) {
      const isFew = (await countUpTo(scope, nearestLimit)) <= nearestLimit
      const isWhole = visibleTo(scope).length === 1 && conditionsOf(scope).length === 0
      const own = !isFew && isWhole && search.owner ? sql<SqlBool>`${owner} = ${person.id}` : undefined
      const ids = pageIds(scope, { limit: nearestLimit, offset: 0 }, own)
      const some = definition.from().where((is) => is.and([is(definition.id as never, 'in', ids as never), condition]))
      return {
        rows: await read(some.orderBy(by as never, way).orderBy(definition.id as never, way), limit),
        all: isFew,
      }
    },
  }
}

/** A record that was found; the smaller its rank, the nearer to what was meant. */
const ranks = { exact: 0, nameBegins: 1, name: 2, companyBegins: 3, company: 4, elsewhere: 5 } as const

/**
 * How near a record is to what was looked for: its name (the first line of its search text) begins with it or holds it,
 * then its company's (the second line), then anything else it is found by, such as a rarer reading of a character. Of
 * several terms the best counts.
 */
function rankOf(search_text: string, terms: string[]): number {
  const [name = '', company = ''] = search_text.split('\n', 2)
  return Math.min(
    ...terms.map((term) => {
      if (begins(name, term)) return ranks.nameBegins
      if (name.includes(term)) return ranks.name
      if (begins(company, term)) return ranks.companyBegins
      return company.includes(term) ? ranks.company : ranks.elsewhere
    }),
  )
}

/** Whether a line begins with a term, or its usual reading or initials do, which stand in it after tabs. */
const begins = (line: string, term: string): boolean => line.startsWith(term) || line.includes(`\t${term}`)
