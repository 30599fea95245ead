import type { Expression } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Column, Definition, Filters, ListQuestion } from './definition.ts'
import { queriesOf } from './queries.ts'
import { type Found, searchRecords } from './search.ts'

export type { Asked, Column, ExportCell, ListQuestion } from './definition.ts'

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
  filters: Filters
  columns: Column<Row>[]
  sort: string
  page(question: ListQuestion, person: Person): Promise<Page<Row>>
  /** How many there are; one more than where counting stops if there are more. */
  count(question: ListQuestion, person: Person): Promise<number>
  /** A page's rows alone: nothing is counted. */
  rows(question: ListQuestion, person: Person): Promise<Row[]>
  /** The ids of all its records as a query, for what counts over exactly these. */
  ids(question: ListQuestion, person: Person): Expression<number>
  /** Every row, or the first so many, one after another, for a CSV or a print. */
  stream(question: ListQuestion, person: Person, most?: number): AsyncIterable<Row>
  /** The statements of count and page, for the test that looks at their plans. */
  statements(question: ListQuestion, person: Person): { sql: string; parameters: readonly unknown[] }[]
}

/** All of rows that come one after another. */
export async function gathered<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const taken: Row[] = []
  for await (const row of rows) taken.push(row)
  return taken
}

/** Makes a list of its definition. */
export function list<DB, TB extends keyof DB, F extends Filters, Row>(
  definition: Definition<DB, TB, F, Row>,
): List<Row> {
  const { name, path, filters, columns, sort, search } = definition
  const queries = queriesOf(definition)

  /** A page's rows and the one after it, which says whether there are more. */
  const pageQuery = (question: ListQuestion, person: Person) => {
    const range = { limit: pageSize + 1, offset: (question.page - 1) * pageSize }
    return queries.rowsIn(queries.ids(question, person, range), question)
  }

  const searched = (question: ListQuestion, person: Person): Promise<Found> | null =>
    search && question.q !== '' ? searchRecords(queries.searched(search, question, person), question.q, person) : null

  /** A page of what was found: by rank, or as somebody wants it sorted. */
  const foundPage = async ({ ids, more }: Found, question: ListQuestion): Promise<Page<Row>> => {
    const range = { limit: pageSize, offset: (question.page - 1) * pageSize }
    const shown = question.sort
      ? await queries.idsAmong(ids, question, range)
      : ids.slice(range.offset, range.offset + pageSize)
    const rows = shown.length > 0 ? await queries.rowsAmong(shown, question).execute() : []
    const place = new Map(shown.map((id, at) => [id, at]))
    const placeOf = (row: Row) => place.get((row as { id: number }).id) ?? 0
    return { rows: rows.toSorted((a, b) => placeOf(a) - placeOf(b)), total: ids.length, more }
  }

  return {
    name,
    path,
    filters,
    columns,
    sort,
    searchable: search !== undefined,
    async page(question, person) {
      const found = await searched(question, person)
      if (found) return foundPage(found, question)
      const taken = await pageQuery(question, person).execute()
      const rows = taken.slice(0, pageSize)
      const to = (question.page - 1) * pageSize + rows.length
      // Nothing comes after it: so many there are.
      if (taken.length <= pageSize && (rows.length > 0 || question.page === 1)) return { rows, total: to, more: false }
      const counted = await queries.count(question, person, countLimit)
      const total = Math.min(counted, countLimit)
      return { rows, total: rows.length > 0 ? Math.max(to, total) : total, more: counted > countLimit }
    },
    async count(question, person) {
      const found = await searched(question, person)
      return found ? found.ids.length : queries.count(question, person, countLimit)
    },
    async rows(question, person) {
      const found = await searched(question, person)
      return found
        ? (await foundPage(found, question)).rows
        : (await pageQuery(question, person).execute()).slice(0, pageSize)
    },
    ids: (question, person) => queries.allIds(question, person),
    async *stream(question, person, most) {
      const ids = await queries.idsInOrder(question, person, most)
      for (let start = 0; start < ids.length; start += readAtOnce)
        yield* await queries.rowsAmong(ids.slice(start, start + readAtOnce), question).execute()
    },
    statements: (question, person) => [
      queries.counting(question, person, countLimit).compile(reader()),
      pageQuery(question, person).compile(),
    ],
  }
}
