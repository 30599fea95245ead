import { type Expression, type SqlBool, sql } from 'kysely'
import { halfWidth } from '../../values/normalize.ts'
import type { SearchDefinition } from '../definition.ts'
import { allOf, conditionsOf, countUpTo, orderOf, ownSort, pageIds, type Scope, visibleTo } from '../queries.ts'
import { isAmong, matchesTerms, newestCandidates, termsOf } from './search-index.ts'

/** Records that are found at most: a page says '1,000+ found' where there may be more. */
export const searchLimit = 1000
/** Candidates that the index is asked for at once. */
const chunk = 1000
/** Candidates of a common word that are looked into at most: more take longer than a search may (docs/measurements.md). */
const candidateLimit = 5000
/** Records in the list's own order that are looked into for a common word: more take longer than a search may. */
const nearestLimit = 5000

/** A record that may be found; `order` is its value in the list's own order. */
interface SearchRow {
  id: number
  search_text: string
  owner_id: number | null
  order: string | number | null
}

/** What somebody asks of a list that can be searched. */
type Searched = Scope & { search: SearchDefinition }

/** What was found: ids, what was most likely meant first; `more`: there may be others. */
export interface SearchResult {
  ids: number[]
  more: boolean
}

/**
 * Finds the records in whose text every word of a query stands. Candidates come from the gram index, newest first, and
 * the text decides. Where a word is so common that not all candidates are looked into, the person's own records are looked
 * into as well. Order: what the whole query names, then by rank, own records first, then the list's own order.
 */
export async function searchRecords(search: SearchDefinition, scope: Scope): Promise<SearchResult> {
  const { question, person, definition } = scope
  const terms = termsOf(question.q)
  if (terms.length === 0) return { ids: [], more: false }
  const searched = { ...inOwnOrder(scope), search }
  const exact = await rowsWhere(searched, search.exact(halfWidth(question.q)), searchLimit)
  const matches = new Map(exact.map((row) => [row.id, { ...row, rank: ranks.exact as number }]))
  const add = (found: SearchRow[]): void => {
    for (const row of found)
      if (!matches.has(row.id)) matches.set(row.id, { ...row, rank: rankOf(row.search_text, terms) })
  }
  const more = await throughIndex(searched, terms, add, () => matches.size < searchLimit)
  // They came as they are wanted: what is named, one's own, the newest.
  const kept = [...matches.values()].slice(0, searchLimit)
  const ordered = kept.toSorted(
    (a, b) =>
      a.rank - b.rank ||
      Number(b.owner_id === person.id) - Number(a.owner_id === person.id) ||
      inOrder(a, b) * (ownSort(definition).descending ? -1 : 1),
  )
  return { ids: ordered.map(({ id }) => id), more: more || matches.size > searchLimit }
}

/** Adds what the index's candidates come to, as long as more are wanted; says whether some were left out. */
async function throughIndex(
  searched: Searched,
  terms: string[],
  add: (found: SearchRow[]) => void,
  wantsMore: () => boolean,
): Promise<boolean> {
  const { table } = searched.search
  const holdsAll = matchesTerms(table, terms)
  let ids = await newestCandidates(table, terms, chunk)
  if (ids.length === chunk) {
    const near = await nearest(searched, holdsAll, searchLimit)
    add(near.rows)
    if (near.all) return near.rows.length === searchLimit
  }
  for (let looked = chunk; wantsMore(); looked += chunk) {
    add((await rowsWhere(searched, isAmong(table, ids, holdsAll), chunk)).toSorted((a, b) => b.id - a.id))
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

/** What is seen and asked, in the list's own order, whatever order somebody wants of what is found. */
const inOwnOrder = (scope: Scope): Scope => ({ ...scope, question: { ...scope.question, sort: null } })

async function read({ search, ...scope }: Searched, query: ReturnType<typeof allOf>, limit: number) {
  const { by } = orderOf(scope)
  return (await query
    .select([scope.definition.id, `${search.table}.search_text`] as never)
    .select([sql`${ownerOf(search)}`.as('owner_id'), sql`${by}`.as('order')] as never)
    .limit(limit)
    .execute()) as unknown as SearchRow[]
}

const ownerOf = ({ owner }: SearchDefinition) => (owner ? sql.ref(owner) : sql<null>`null`)

/** Records for which a condition holds, in no order. */
const rowsWhere = (searched: Searched, condition: Expression<SqlBool>, limit: number): Promise<SearchRow[]> =>
  read(searched, allOf(searched, condition), limit)

/**
 * The same of the first some thousand in the list's own order: of all, where there are no more (`all`), else of the person's
 * own, or of what the filters leave.
 */
async function nearest(searched: Searched, condition: Expression<SqlBool>, limit: number) {
  const { search, definition, person } = searched
  const { by, way } = orderOf(searched)
  const all = (await countUpTo(searched, nearestLimit)) <= nearestLimit
  const isWhole = visibleTo(searched).length === 1 && conditionsOf(searched).length === 0
  const own = !all && isWhole && search.owner ? sql<SqlBool>`${ownerOf(search)} = ${person.id}` : undefined
  const ids = pageIds(searched, { limit: nearestLimit, offset: 0 }, own)
  const some = definition.from().where((is) => is.and([is(definition.id as never, 'in', ids as never), condition]))
  const sorted = some.orderBy(by as never, way).orderBy(definition.id as never, way)
  return { rows: await read(searched, sorted, limit), all }
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
