import type { Expression } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { ListColumn, ListDefinition, ListFilters, ListParams } from './definition.ts'
import {
  allIds,
  allIdsSorted,
  countQuery,
  countUpTo,
  pageIds,
  rowsByIds,
  type Scope,
  type SomeDefinition,
  sortedIdsInRange,
} from './queries.ts'
import { findRecordIdsByText, type SearchResult } from './search/find-records-of-list.ts'

/** Rows per page. */
export const pageSize = 25
/** Rows are counted up to this number; beyond it, a page shows '10,000+'. */
export const countLimit = 10_000
/** Rows that a stream reads with one query. */
const streamBatch = 500

/** A page's rows and the total number; `more`: the total is a minimum, there are further rows. */
export interface Page<Row> {
  rows: Row[]
  total: number
  more: boolean
}

/** A list, independent of its tables' types. */
export interface List<Row> {
  name: string
  path: string
  searchable: boolean
  filters: ListFilters
  columns: ListColumn<Row>[]
  sort: string
  page(question: ListParams, person: Person): Promise<Page<Row>>
  /** A query of the ids of all matching records, for totals over exactly these. */
  ids(question: ListParams, person: Person): Expression<number>
  /** All rows, or the first `limit`, for a CSV or a print. */
  stream(question: ListParams, person: Person, limit?: number): AsyncIterable<Row>
  /** The SQL of count and page, for the test of query plans. */
  statements(question: ListParams, person: Person): { sql: string; parameters: readonly unknown[] }[]
}

/** Collects all rows of an async iterable. */
export async function collectRows<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Creates a list from its definition. */
export function list<DB, TB extends keyof DB, F extends ListFilters, Row>(
  definition: ListDefinition<DB, TB, F, Row>,
): List<Row> {
  const { name, path, filters, columns, sort, search } = definition
  const erased = definition as unknown as SomeDefinition
  const scopeOf = (question: ListParams, person: Person): Scope => ({ definition: erased, question, person })
  return {
    name,
    path,
    filters,
    columns,
    sort,
    searchable: search !== undefined,
    page: (question, person) => pageOf(scopeOf(question, person)) as Promise<Page<Row>>,
    ids: (question, person) => allIds(scopeOf(question, person)) as unknown as Expression<number>,
    stream: (question, person, limit) => streamOf(scopeOf(question, person), limit) as AsyncIterable<Row>,
    statements(question, person) {
      const scope = scopeOf(question, person)
      return [countQuery(scope, countLimit).compile(reader()), pageQuery(scope).compile()]
    },
  }
}

const offsetOf = ({ question }: Scope): number => (question.page - 1) * pageSize

/** Reads one row more than a page has, to know whether there is a next page. */
const pageQuery = (scope: Scope) => rowsByIds(pageIds(scope, { limit: pageSize + 1, offset: offsetOf(scope) }), scope)

const runSearch = async (scope: Scope): Promise<SearchResult | null> => {
  const { definition, question } = scope
  return definition.search && question.q !== '' ? findRecordIdsByText(definition.search, scope) : null
}

async function* streamOf(scope: Scope, limit?: number): AsyncIterable<unknown> {
  const ids = await allIdsSorted(scope, limit)
  for (let start = 0; start < ids.length; start += streamBatch)
    yield* await rowsByIds(ids.slice(start, start + streamBatch), scope).execute()
}

async function pageOf(scope: Scope): Promise<Page<unknown>> {
  const found = await runSearch(scope)
  if (found) return foundPage(found, scope)
  const fetched = await pageQuery(scope).execute()
  const rows = fetched.slice(0, pageSize)
  const to = offsetOf(scope) + rows.length
  // This is the last page, so the total is known without counting.
  if (fetched.length <= pageSize && (rows.length > 0 || scope.question.page === 1))
    return { rows, total: to, more: false }
  const count = await countUpTo(scope, countLimit)
  const total = Math.min(count, countLimit)
  return { rows, total: rows.length > 0 ? Math.max(to, total) : total, more: count > countLimit }
}

/** A page of search results: by rank, or in the requested order. */
async function foundPage({ ids, more }: SearchResult, scope: Scope): Promise<Page<unknown>> {
  const offset = offsetOf(scope)
  const idsOnPage = scope.question.sort
    ? await sortedIdsInRange(ids, scope, { limit: pageSize, offset })
    : ids.slice(offset, offset + pageSize)
  const rows = idsOnPage.length > 0 ? await rowsByIds(idsOnPage, scope).execute() : []
  const positions = new Map(idsOnPage.map((id, at) => [id, at]))
  const positionOf = (row: unknown) => positions.get((row as { id: number }).id) ?? 0
  return { rows: rows.toSorted((a, b) => positionOf(a) - positionOf(b)), total: ids.length, more }
}
