import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Key } from '../i18n/words.ts'
import type { Filter } from './filters.ts'
import { contains, found, isCommon, type Searchable, termsOf } from './search.ts'

/** A cell of an export: text, which is guarded against formulas, or a number or date of ours, which is not. */
export type ExportCell = { text: string | null } | { plain: string | null }

/** One column: its name is the form field's and the CSV's; sortBy is what it is ordered by. */
export interface Column<Row> {
  name: string
  label: Key
  sortBy?: string
  /** Sorts from the largest first when it is first pressed: dates, amounts. */
  descends?: boolean
  numeric?: boolean
  /** Stands in the CSV as this; absent: only on the page. */
  csv?: (row: Row) => ExportCell
  /** Only in the CSV. */
  hidden?: boolean
}

type Filters = Record<string, Filter>
export type Asked<F extends Filters> = { [N in keyof F]: F[N] extends Filter<infer T> ? T | null : never }

/** One definition gives a list's rows, count, filters, heads and CSV, so they can't differ. */
export interface Definition<DB, TB extends keyof DB, F extends Filters, Row> {
  name: string
  path: string
  filters: F
  search?: Searchable
  from: (person: Person) => SelectQueryBuilder<DB, TB, object>
  where: (
    is: ExpressionBuilder<DB, TB>,
    asked: Asked<F>,
    person: Person,
  ) => (Expression<SqlBool> | false | null | undefined | 0 | '')[]
  select: (query: SelectQueryBuilder<DB, TB, object>, asked: Asked<F>) => SelectQueryBuilder<DB, TB, Row>
  columns: Column<Row>[]
  /** Column name, with - before it for descending. */
  sort: string
  /** The column that ends every order, so that pages never overlap. */
  id: string
}

/** What a list is asked: the address, read. */
export interface ListQuestion {
  q: string
  filter: Record<string, unknown>
  sort: { name: string; descending: boolean }
  page: number
}

export const pageSize = 25
export const countLimit = 10_000
const nearPages = 20

/** A list as the rest of the program uses it. */
export interface List<Row> {
  name: string
  path: string
  searchable: boolean
  filters: Filters
  columns: Column<Row>[]
  sort: string
  count(question: ListQuestion, person: Person): Promise<number>
  rows(question: ListQuestion, person: Person): Promise<Row[]>
  /** The ids of all its records as a query, for what counts over exactly these. */
  ids(question: ListQuestion, person: Person): Expression<number>
  /** Every row, one after another, for a CSV. */
  stream(question: ListQuestion, person: Person): AsyncIterable<Row>
  /** The statements of count and page, for the test that looks at their plans. */
  statements(question: ListQuestion, person: Person): Promise<{ sql: string; parameters: readonly unknown[] }[]>
}

/** The first so many of rows that come one after another. */
export async function first<Row>(most: number, rows: AsyncIterable<Row>): Promise<Row[]> {
  const taken: Row[] = []
  for await (const row of rows) {
    taken.push(row)
    if (taken.length === most) break
  }
  return taken
}

export function list<DB, TB extends keyof DB, F extends Filters, Row>(
  definition: Definition<DB, TB, F, Row>,
): List<Row> {
  const { name, path, filters, columns, sort, search } = definition

  const narrowed = (question: ListQuestion, person: Person, walk: boolean): SelectQueryBuilder<DB, TB, object> => {
    const terms = search ? termsOf(question.q) : []
    const query = definition.from(person).where((is) => {
      const asked = definition
        .where(is, question.filter as Asked<F>, person)
        .filter((one): one is Expression<SqlBool> => Boolean(one))
      return is.and(asked)
    })
    if (!search || terms.length === 0) return query
    return query.where(walk ? contains(search, terms) : found(search, terms))
  }

  const sorted = <O>(query: SelectQueryBuilder<DB, TB, O>, { sort }: ListQuestion): SelectQueryBuilder<DB, TB, O> => {
    const column = columns.find(({ name }) => name === sort.name)
    const direction = sort.descending ? 'desc' : 'asc'
    const by = column?.sortBy ? query.orderBy(column.sortBy as never, direction) : query
    // The id goes the same way, so that one index read backwards serves.
    return by.orderBy(definition.id as never, direction)
  }

  const walked = async (question: ListQuestion, person: Person) => {
    const terms = search ? termsOf(question.q) : []
    const walk = search !== undefined && terms.length > 0 && (await isCommon(search, terms))
    return narrowed(question, person, walk)
  }

  const ordered = async (question: ListQuestion, person: Person) =>
    sorted(definition.select(await walked(question, person), question.filter as Asked<F>), question)

  const counted = (question: ListQuestion, person: Person) => {
    const hits = narrowed(question, person, false)
      .select((is) => is.lit(1).as('one'))
      .limit(countLimit + 1)
    return reader()
      .selectFrom(hits.as('hits') as never)
      .select(({ fn }) => fn.countAll<number>().as('count'))
  }

  const paged = async (question: ListQuestion, person: Person) => {
    const offset = (question.page - 1) * pageSize
    if (question.page <= nearPages) return (await ordered(question, person)).limit(pageSize).offset(offset)
    // What is passed over on the way to a far page is counted along the index; only the page's own rows are read.
    const ids = sorted((await walked(question, person)).select(definition.id as never), question)
    const own = definition.from(person).where(definition.id as never, 'in', ids.limit(pageSize).offset(offset) as never)
    return sorted(definition.select(own, question.filter as Asked<F>), question)
  }

  return {
    name,
    path,
    filters,
    columns,
    sort,
    searchable: search !== undefined,
    async count(question, person) {
      return ((await counted(question, person).executeTakeFirst()) as { count: number } | undefined)?.count ?? 0
    },
    rows: async (question, person) => (await paged(question, person)).execute(),
    ids: (question, person) => narrowed(question, person, false).select(definition.id as never) as never,
    async *stream(question, person) {
      yield* (await ordered(question, person)).stream()
    },
    statements: async (question, person) => [
      counted(question, person).compile(),
      (await paged(question, person)).compile(),
    ],
  }
}
