import type { Expression } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { ListColumn, ListDefinition, ListFilters, ListParams } from './definition.ts'
import {
  allIds,
  countQuery,
  countUpTo,
  idsAmong,
  idsInOrder,
  pageIds,
  rowsWith,
  type Scope,
  type SomeDefinition,
} from './queries.ts'
import { type SearchResult, searchRecords } from './search/search.ts'

export const pageSize = 25
/** Counted up to here; a page says '10,000+' of more. */
export const countLimit = 10_000
/** Rows of a stream that are read at once. */
const readAtOnce = 500

/** A page's rows, and how many there are in all; `more`: at least one more than that. */
export interface Page<Row> {
  rows: Row[]
  total: number
  more: boolean
}

/** A list as the rest of the program uses it. */
export interface List<Row> {
  name: string
  path: string
  searchable: boolean
  filters: ListFilters
  columns: ListColumn<Row>[]
  sort: string
  page(question: ListParams, person: Person): Promise<Page<Row>>
  /** The ids of all its records as a query, for what counts over exactly these. */
  ids(question: ListParams, person: Person): Expression<number>
  /** Every row, or the first so many, one after another, for a CSV or a print. */
  stream(question: ListParams, person: Person, most?: number): AsyncIterable<Row>
  /** The statements of count and page, for the test that looks at their plans. */
  statements(question: ListParams, person: Person): { sql: string; parameters: readonly unknown[] }[]
}

/** All of rows that come one after another. */
export async function toArray<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const taken: Row[] = []
  for await (const row of rows) taken.push(row)
  return taken
}

/** Makes a list of its definition. */
export function list<DB, TB extends keyof DB, F extends ListFilters, Row>(
  definition: ListDefinition<DB, TB, F, Row>,
): List<Row> {
  const { name, path, filters, columns, sort, search } = definition
  const some = definition as unknown as SomeDefinition
  const scopeOf = (question: ListParams, person: Person): Scope => ({ definition: some, question, person })
  return {
    name,
    path,
    filters,
    columns,
    sort,
    searchable: search !== undefined,
    page: (question, person) => pageOf(scopeOf(question, person)) as Promise<Page<Row>>,
    ids: (question, person) => allIds(scopeOf(question, person)) as unknown as Expression<number>,
    stream: (question, person, most) => streamOf(scopeOf(question, person), most) as AsyncIterable<Row>,
    statements(question, person) {
      const scope = scopeOf(question, person)
      return [countQuery(scope, countLimit).compile(reader()), pageQuery(scope).compile()]
    },
  }
}

const offsetOf = ({ question }: Scope): number => (question.page - 1) * pageSize

/** A page's rows and the one after it, which says whether there are more. */
const pageQuery = (scope: Scope) => rowsWith(pageIds(scope, { limit: pageSize + 1, offset: offsetOf(scope) }), scope)

const searched = async (scope: Scope): Promise<SearchResult | null> => {
  const { definition, question } = scope
  return definition.search && question.q !== '' ? searchRecords(definition.search, scope) : null
}

async function* streamOf(scope: Scope, most?: number): AsyncIterable<unknown> {
  const ids = await idsInOrder(scope, most)
  for (let start = 0; start < ids.length; start += readAtOnce)
    yield* await rowsWith(ids.slice(start, start + readAtOnce), scope).execute()
}

async function pageOf(scope: Scope): Promise<Page<unknown>> {
  const found = await searched(scope)
  if (found) return foundPage(found, scope)
  const taken = await pageQuery(scope).execute()
  const rows = taken.slice(0, pageSize)
  const to = offsetOf(scope) + rows.length
  // Nothing comes after it: so many there are.
  if (taken.length <= pageSize && (rows.length > 0 || scope.question.page === 1))
    return { rows, total: to, more: false }
  const counted = await countUpTo(scope, countLimit)
  const total = Math.min(counted, countLimit)
  return { rows, total: rows.length > 0 ? Math.max(to, total) : total, more: counted > countLimit }
}

/** A page of what was found: by rank, or as somebody wants it sorted. */
async function foundPage({ ids, more }: SearchResult, scope: Scope): Promise<Page<unknown>> {
  const offset = offsetOf(scope)
  const shown = scope.question.sort
    ? await idsAmong(ids, scope, { limit: pageSize, offset })
    : ids.slice(offset, offset + pageSize)
  const rows = shown.length > 0 ? await rowsWith(shown, scope).execute() : []
  const place = new Map(shown.map((id, at) => [id, at]))
  const placeOf = (row: unknown) => place.get((row as { id: number }).id) ?? 0
  return { rows: rows.toSorted((a, b) => placeOf(a) - placeOf(b)), total: ids.length, more }
}
