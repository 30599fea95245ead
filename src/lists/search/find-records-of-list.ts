import { type Expression, type SqlBool, sql } from 'kysely'
import { halfWidth } from '../../values/normalize.ts'
import type { SearchDefinition } from '../definition.ts'
import {
  countUpTo,
  defaultSort,
  filterConditions,
  filteredListQuery,
  pageIds,
  type Scope,
  sortOrder,
  visibilityConditions,
} from '../queries.ts'
import { hasIdAmong, newestCandidates, queryTerms, searchTermsCondition } from './search-index.ts'

/** Maximum number of results; if there may be more, a page shows '1,000+ found'. */
export const searchLimit = 1000
/** Candidates read from the index with one query. */
const chunkSize = 1000
/**
 * Maximum number of candidates checked for a frequent word; more would exceed a search's time limit
 * (docs/measurements.md).
 */
const candidateLimit = 5000
/**
 * Maximum number of records checked in the list's default order for a frequent word; more would exceed a search's time
 * limit.
 */
const scanLimit = 5000

/** A possible result; `order` is its value in the list's default sort. */
interface SearchRow {
  id: number
  search_text: string
  owner_id: number | null
  order: string | number | null
}

/** A request to a searchable list. */
type SearchScope = Scope & { search: SearchDefinition }

/** The ids found, best match first; `more`: there may be others. */
export interface SearchResult {
  ids: number[]
  more: boolean
}

/**
 * Finds the records whose text contains every word of a query. Candidates come from the gram index, newest first; the
 * text decides. If a word is too frequent to check all candidates, the person's own records are checked as well. Order:
 * exact matches, then by rank, own records first, then the list's default sort.
 */
export async function findRecordIdsByText(search: SearchDefinition, scope: Scope): Promise<SearchResult> {
  const { question, person, definition } = scope
  const terms = queryTerms(question.q)
  if (terms.length === 0) return { ids: [], more: false }
  const searchScope = { ...inDefaultOrder(scope), search }
  const exact = await rowsWhere(searchScope, search.exact(halfWidth(question.q)), searchLimit)
  const matches = new Map(exact.map((row) => [row.id, { ...row, rank: ranks.exact as number }]))
  const add = (found: SearchRow[]): void => {
    for (const row of found)
      if (!matches.has(row.id)) matches.set(row.id, { ...row, rank: rankOf(row.search_text, terms) })
  }
  const more = await throughIndex(searchScope, terms, add, () => matches.size < searchLimit)
  // The matches were added in order of priority: exact, own, newest.
  const best = [...matches.values()].slice(0, searchLimit)
  const ordered = best.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.owner_id === person.id) - Number(a.owner_id === person.id) ||
      compareOrder(a, b) * (defaultSort(definition).descending ? -1 : 1),
  )
  return { ids: ordered.map(({ id }) => id), more: more || matches.size > searchLimit }
}

/** Adds the index candidates that match, while `wantsMore`. Returns whether any candidates were left out. */
async function throughIndex(
  searchScope: SearchScope,
  terms: string[],
  add: (found: SearchRow[]) => void,
  wantsMore: () => boolean,
): Promise<boolean> {
  const { table } = searchScope.search
  const matchesAll = searchTermsCondition(table, terms)
  let ids = await newestCandidates(table, terms, chunkSize)
  if (ids.length === chunkSize) {
    const first = await firstMatches(searchScope, matchesAll, searchLimit)
    add(first.rows)
    if (first.all) return first.rows.length === searchLimit
  }
  for (let checked = chunkSize; wantsMore(); checked += chunkSize) {
    add((await rowsWhere(searchScope, hasIdAmong(table, ids, matchesAll), chunkSize)).toSorted((a, b) => b.id - a.id))
    if (ids.length < chunkSize) return false
    if (checked >= candidateLimit) break
    ids = await newestCandidates(table, terms, chunkSize, ids.at(-1))
  }
  return true
}

/** Compares as the databases do: null first, then by value, then by id. */
function compareOrder(a: SearchRow, b: SearchRow): number {
  if (a.order !== b.order) {
    if (a.order === null) return -1
    if (b.order === null) return 1
    return a.order < b.order ? -1 : 1
  }
  return a.id - b.id
}

/** The same request in the list's default sort, ignoring the requested one. */
const inDefaultOrder = (scope: Scope): Scope => ({ ...scope, question: { ...scope.question, sort: null } })

async function readRows({ search, ...scope }: SearchScope, query: ReturnType<typeof filteredListQuery>, limit: number) {
  const { by } = sortOrder(scope)
  return (await query
    .select([scope.definition.id, `${search.table}.search_text`] as never)
    .select([sql`${ownerOf(search)}`.as('owner_id'), sql`${by}`.as('order')] as never)
    .limit(limit)
    .execute()) as unknown as SearchRow[]
}

const ownerOf = ({ owner }: SearchDefinition) => (owner ? sql.ref(owner) : sql<null>`null`)

/** Records that satisfy a condition, in no order. */
const rowsWhere = (searchScope: SearchScope, condition: Expression<SqlBool>, limit: number): Promise<SearchRow[]> =>
  readRows(searchScope, filteredListQuery(searchScope, condition), limit)

/**
 * Records that satisfy a condition, among the first few thousand in the list's default order: of all rows if there are
 * no more (`all`), otherwise of the person's own or of the filtered rows.
 */
async function firstMatches(searchScope: SearchScope, condition: Expression<SqlBool>, limit: number) {
  const { search, definition, person } = searchScope
  const { by, way } = sortOrder(searchScope)
  const all = (await countUpTo(searchScope, scanLimit)) <= scanLimit
  const isUnfiltered = visibilityConditions(searchScope).length === 1 && filterConditions(searchScope).length === 0
  const ownCondition =
    !all && isUnfiltered && search.owner ? sql<SqlBool>`${ownerOf(search)} = ${person.id}` : undefined
  const ids = pageIds(searchScope, { limit: scanLimit, offset: 0 }, ownCondition)
  const filtered = definition.from().where((is) => is.and([is(definition.id as never, 'in', ids as never), condition]))
  const sorted = filtered.orderBy(by as never, way).orderBy(definition.id as never, way)
  return { rows: await readRows(searchScope, sorted, limit), all }
}

/** Ranks of a result; lower is better. */
const ranks = { exact: 0, nameBegins: 1, name: 2, companyBegins: 3, company: 4, elsewhere: 5 } as const

/**
 * How well a record matches: its name (the first line of its search text) begins with a term or contains it, then its
 * company (the second line), then any other text, such as a rarer reading of a character. With several terms, the best
 * one counts.
 */
function rankOf(search_text: string, terms: string[]): number {
  const [name = '', company = ''] = search_text.split('\n', 2)
  return Math.min(
    ...terms.map((term) => {
      if (beginsWith(name, term)) return ranks.nameBegins
      if (name.includes(term)) return ranks.name
      if (beginsWith(company, term)) return ranks.companyBegins
      return company.includes(term) ? ranks.company : ranks.elsewhere
    }),
  )
}

/** Whether a line begins with a term, or one of its pinyin spellings, which follow after tabs, does. */
const beginsWith = (line: string, term: string): boolean => line.startsWith(term) || line.includes(`\t${term}`)
