import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Key } from '../i18n/words.ts'
import type { Filter } from './filters.ts'
import { contains, found, foundIds, type Searchable, termsOf } from './search.ts'

/** A cell of an export: text, which is guarded against formulas, or a number or date of ours, which is not. */
export type ExportCell = { text: string | null } | { plain: string | null }

/** One column: its name is the form field's and the CSV's; sortBy is what it is ordered by, a column or what is computed of some. */
export interface Column<Row> {
  name: string
  label: Key
  sortBy?: string | (() => Expression<unknown>)
  /** Sorts from the largest first when it is first pressed: dates, amounts. */
  descends?: boolean
  numeric?: boolean
  /** Stands in the CSV as this; absent: only on the page. */
  csv?: (row: Row) => ExportCell
  /** Only in the CSV. */
  hidden?: boolean
}

type Filters = Record<string, Filter>
/** What a record must be to be found; null where nothing is looked for. */
type Hits = Expression<SqlBool> | null
export type Asked<F extends Filters> = { [N in keyof F]: F[N] extends Filter<infer T> ? T | null : never }

/** One definition gives a list's rows, count, filters, heads and CSV, so they can't differ. */
export interface Definition<DB, TB extends keyof DB, F extends Filters, Row> {
  name: string
  path: string
  filters: F
  search?: Searchable
  from: (person: Person) => SelectQueryBuilder<DB, TB, object>
  /** What the person may see, in parts that have none in common, each along an index; absent: all. */
  visible?: (person: Person) => Expression<SqlBool>[]
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
/** What is found is looked into one by one, so a count of it stops sooner. */
const searchLimit = 1000

/** Where the count of a list stops: it says 'more than' so many. */
export const limitOf = ({ q }: Pick<ListQuestion, 'q'>): number => (q.trim() === '' ? countLimit : searchLimit)

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
  /** Every row, or the first so many, one after another, for a CSV or a print. */
  stream(question: ListQuestion, person: Person, most?: number): AsyncIterable<Row>
  /** The statements of count and page, for the test that looks at their plans. */
  statements(question: ListQuestion, person: Person): Promise<{ sql: string; parameters: readonly unknown[] }[]>
}

/** All of rows that come one after another. */
export async function gathered<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const taken: Row[] = []
  for await (const row of rows) taken.push(row)
  return taken
}

/** Rows of a stream that are read at once. */
const readAtOnce = 500

export function list<DB, TB extends keyof DB, F extends Filters, Row>(
  definition: Definition<DB, TB, F, Row>,
): List<Row> {
  const { name, path, filters, columns, sort, search } = definition

  type Query = SelectQueryBuilder<DB, TB, object>

  const visible = (person: Person): Expression<SqlBool>[] => definition.visible?.(person) ?? [sql<SqlBool>`true`]

  const narrowed = (question: ListQuestion, person: Person, hits: Hits, part: Expression<SqlBool>): Query => {
    const query = definition.from(person).where((is) => {
      const asked = definition
        .where(is, question.filter as Asked<F>, person)
        .filter((one): one is Expression<SqlBool> => Boolean(one))
      return is.and([part, ...asked])
    })
    return hits === null ? query : query.where(hits)
  }

  const whole = (question: ListQuestion, person: Person, hits: Hits): Query =>
    narrowed(question, person, hits, expressionBuilder().or(visible(person)))

  const sortColumn = ({ sort }: ListQuestion): Expression<unknown> | undefined => {
    const by = columns.find(({ name }) => name === sort.name)?.sortBy
    return typeof by === 'string' ? sql.ref(by) : by?.()
  }
  const direction = ({ sort }: ListQuestion) => (sort.descending ? 'desc' : 'asc')

  const sorted = <O>(query: SelectQueryBuilder<DB, TB, O>, question: ListQuestion): SelectQueryBuilder<DB, TB, O> => {
    const column = sortColumn(question)
    const by = column ? query.orderBy(column as never, direction(question)) : query
    // The id goes the same way, so that one index read backwards serves.
    return by.orderBy(definition.id as never, direction(question))
  }

  const searched = (question: ListQuestion): Hits => {
    const terms = search ? termsOf(question.q) : []
    return search && terms.length > 0 ? found(search, terms) : null
  }

  /** What is found of a rare word: looked for once, for count and page. */
  const rare = new WeakMap<ListQuestion, Promise<number[] | null>>()

  /** The same as searched(), by ids where they are few; `walk`: where they are many, along the order of the list. */
  const looked = async (question: ListQuestion, walk: boolean): Promise<Hits> => {
    const terms = search ? termsOf(question.q) : []
    if (!search || terms.length === 0) return null
    const looking = rare.get(question) ?? foundIds(search, terms)
    rare.set(question, looking)
    const ids = await looking
    if (ids === null) return walk ? contains(search, terms) : found(search, terms)
    // No record has id 0.
    return sql<SqlBool>`${sql.ref(`${search}.id`)} in (${sql.join([0, ...ids])})`
  }

  const counted = async (question: ListQuestion, person: Person) => {
    const ids = await looked(question, false)
    const hits = visible(person)
      .map((part) => narrowed(question, person, ids, part).select((is) => is.lit(1).as('one')))
      .reduce((all, more) => all.unionAll(more))
      .limit(limitOf(question) + 1)
    return reader()
      .selectFrom(hits.as('hits') as never)
      .select(({ fn }) => fn.countAll<number>().as('count'))
  }

  /** The ids of a page in its order: each part's come along an index, and are merged as they come. */
  const idsOfPage = async (question: ListQuestion, person: Person, offset: number) => {
    const hits = await looked(question, true)
    const by = sortColumn(question) ?? sql.ref(definition.id)
    const merged = visible(person)
      .map((part) =>
        narrowed(question, person, hits, part).select((is) => [
          is.ref(definition.id as never).as('id'),
          sql`${by}`.as('place'),
        ]),
      )
      .reduce((all, more) => all.unionAll(more))
      .orderBy('place' as never, direction(question))
      .orderBy('id' as never, direction(question))
      .limit(pageSize)
      .offset(offset)
    return reader()
      .selectFrom(merged.as('places') as never)
      .select('id' as never)
  }

  const paged = async (question: ListQuestion, person: Person) => {
    const offset = (question.page - 1) * pageSize
    // Whatever is sorted or passed over is ids, along an index where one has them; only the page's own rows are read.
    const ids = await idsOfPage(question, person, offset)
    return rowsOf(ids, question, person)
  }

  const rowsOf = (ids: unknown, question: ListQuestion, person: Person) => {
    const own = definition.from(person).where(definition.id as never, 'in', ids as never)
    return sorted(definition.select(own, question.filter as Asked<F>), question)
  }

  const idsInOrder = async (question: ListQuestion, person: Person, most?: number): Promise<number[]> => {
    const all = whole(question, person, await looked(question, true)).select((is) =>
      is.ref(definition.id as never).as('id'),
    )
    const query = sorted(all, question).$if(most !== undefined, (query) => query.limit(most ?? 0))
    const ids: number[] = []
    for await (const { id } of query.stream() as AsyncIterable<{ id: number }>) ids.push(id)
    return ids
  }

  return {
    name,
    path,
    filters,
    columns,
    sort,
    searchable: search !== undefined,
    async count(question, person) {
      const all = await counted(question, person)
      return ((await all.executeTakeFirst()) as { count: number } | undefined)?.count ?? 0
    },
    rows: async (question, person) => (await paged(question, person)).execute(),
    ids: (question, person) => whole(question, person, searched(question)).select(definition.id as never) as never,
    async *stream(question, person, most) {
      // Ids are sorted, and whole rows read by them: sorting whole rows would move all of them to and fro.
      const ids = await idsInOrder(question, person, most)
      for (let start = 0; start < ids.length; start += readAtOnce)
        yield* await rowsOf(ids.slice(start, start + readAtOnce), question, person).execute()
    },
    statements: async (question, person) => [
      (await counted(question, person)).compile(),
      (await paged(question, person)).compile(),
    ],
  }
}
