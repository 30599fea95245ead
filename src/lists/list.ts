import { type Expression, type SelectQueryBuilder, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import { dialect, reader } from '../database/database.ts'
import { countedIn, countStatement } from './counted.ts'
import type { Asked, Column, Definition, Filters, ListQuestion, Rows } from './definition.ts'
import { type Common, type Looked, looking, type Walk } from './looking.ts'
import { recordsOf } from './records.ts'
import { pageSize, type Way, waysOf } from './way.ts'

export type { Asked, Column, ExportCell, ListQuestion } from './definition.ts'

export { pageSize } from './way.ts'

export const countLimit = 10_000
/** A common word's hits are counted up to here, among so many of its newest candidates: each is looked into. */
const searchLimit = 200
const searchLooks = 400

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
  const records = recordsOf(definition)
  const { seesAll, isNarrowed, whole, sorted, merged, countable } = records
  const { keptOf, wayTo } = waysOf(definition, records)
  const { looked, exactly, searched, nearest, longer, standing, newestOf } = looking(search)

  /** A common word's hits are looked for among the records themselves: in a list of their parts it is no more than rare. */
  const isCommon = (is: Looked | null): is is Common =>
    is !== null && 'newest' in is && definition.id === `${search}.id`

  type Query = SelectQueryBuilder<DB, TB, object>

  /** A page's ids and that of the row after it, as a query or as they are. */
  const idsOfPage = async (question: ListQuestion, person: Person): Promise<unknown> => {
    const is = await looked(question)
    const way = await wayTo(question, person)
    const near = isCommon(is) ? await idsOfCommon(is, question, person, way) : null
    return near ?? (await merged(question, person, await exactly(question), way)).select('id')
  }

  /** The same of a common word, along walks that end early; null where they came to their end without a full page. */
  const idsOfCommon = async (is: Common, question: ListQuestion, person: Person, { down, limit, offset }: Way) => {
    const wanted = offset + limit
    let walk: Walk | null = nearest(is)
    for (let further = true; walk; further = false) {
      const places = await merged(question, person, null, { down, limit: walk.steps, offset: 0 })
      const found: { id: number }[] = await places.select('id').where(walk.hits).limit(wanted).execute()
      if (found.length === wanted || (await fewer(question, person, walk.steps)))
        return found.slice(offset).map(({ id }) => id)
      walk = further ? await longer(is, found.length / wanted, seesAll(person)) : null
    }
    return null
  }

  /** Whether what is walked over is all there is: a person's own, or what the filters leave. */
  const fewer = async (question: ListQuestion, person: Person, steps: number): Promise<boolean> =>
    (!seesAll(person) || isNarrowed(question, person)) &&
    (await numberOf(countable(question, person, null), steps)) <= steps

  const paged = async (question: ListQuestion, person: Person) =>
    // Whatever is sorted or passed over is ids, along an index where one has them; only the page's own rows are read.
    rowsOf(await idsOfPage(question, person), question, person)

  const rowsOf = (ids: unknown, question: ListQuestion, person: Person): Rows<Row> => {
    const all = definition.from(person)
    const own = Array.isArray(ids)
      ? all.where(dialect().among(sql.ref(definition.id), ids))
      : all.where(definition.id as never, 'in', ids as never)
    return definition.select(sorted(own, question), question.filter as Asked<F>)
  }

  const numberOf = async (all: Query, limit: number): Promise<number> => {
    const counted = counting(all.limit(limit + 1))
    return ((await counted.executeTakeFirst()) as { count: number } | undefined)?.count ?? 0
  }

  const counting = (all: Query) =>
    reader()
      .selectFrom(all.as('hits') as never)
      .select(({ fn }) => fn.countAll<number>().as('count'))

  const count = async (question: ListQuestion, person: Person) =>
    numberOf(countable(question, person, await exactly(question)), countLimit)

  /** Of a common word is counted what stands among the newest of all, or the nearest of what one person sees. */
  const countCommon = async (question: ListQuestion, person: Person, is: Common): Promise<number> => {
    if (seesAll(person)) return numberOf(countable(question, person, newestOf(is, searchLooks)), searchLimit)
    const near = await merged(question, person, null, { down: question.sort.descending, limit: searchLooks, offset: 0 })
    return numberOf(near.where(standing(is)).select('id') as never, searchLimit)
  }

  const page = async (question: ListQuestion, person: Person): Promise<Page<Row>> => {
    const taken = await (await paged(question, person)).execute()
    const rows = taken.slice(0, pageSize)
    const to = (question.page - 1) * pageSize + rows.length
    // Nothing comes after it: so many there are.
    if (taken.length <= pageSize && (rows.length > 0 || question.page === 1)) return { rows, total: to, more: false }
    const is = await looked(question)
    if (rows.length > 0 && isCommon(is)) {
      // There may be no more than were counted, so whole pages below are what there is more than.
      const whole = Math.floor(((await countCommon(question, person, is)) - 1) / pageSize) * pageSize
      return { rows, total: Math.max(to, whole), more: true }
    }
    const kept = keptOf(question, person)
    const counted = kept ? await countedIn(kept) : await count(question, person)
    const more = !kept && counted > countLimit
    const total = more ? countLimit : counted
    return { rows, total: rows.length > 0 ? Math.max(to, total) : total, more }
  }

  const idsInOrder = async (question: ListQuestion, person: Person, most?: number): Promise<number[]> => {
    const all = whole(question, person, await exactly(question)).select((is) => is.ref(definition.id as never).as('id'))
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
    page,
    count,
    rows: async (question, person) => (await (await paged(question, person)).execute()).slice(0, pageSize),
    ids: (question, person) => whole(question, person, searched(question)).select(definition.id as never) as never,
    async *stream(question, person, most) {
      // Ids are sorted, and whole rows read by them: sorting whole rows would move all of them to and fro.
      const ids = await idsInOrder(question, person, most)
      for (let start = 0; start < ids.length; start += readAtOnce)
        yield* await rowsOf(ids.slice(start, start + readAtOnce), question, person).execute()
    },
    statements: async (question, person) => {
      const kept = keptOf(question, person)
      const counted = kept
        ? countStatement(kept).compile(reader())
        : counting(countable(question, person, await exactly(question)).limit(countLimit + 1)).compile()
      return [counted, (await paged(question, person)).compile()]
    },
  }
}
