import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import { dialect, reader } from '../database/database.ts'
import type { Asked, Definition, Filters, ListQuestion, SearchDefinition } from './definition.ts'
import { found, termsOf } from './grams.ts'
import type { SearchRow, SearchSource } from './search.ts'

/** What a record must be besides what the filters ask; null: nothing. */
type Condition = Expression<SqlBool> | null

/** Some rows of a list, counted from its first. */
interface Range {
  limit: number
  offset: number
}

/** Records in the list's own order that are looked into for a common word; see searchRecords(). */
const nearestLimit = 5000

/** The queries that a list's definition stands for: which records, how many, in which order. */
export function queriesOf<DB, TB extends keyof DB, F extends Filters, Row>(definition: Definition<DB, TB, F, Row>) {
  type Query = SelectQueryBuilder<DB, TB, object>
  const { id, search } = definition
  const ownSort = { name: definition.sort.replace(/^-/, ''), descending: definition.sort.startsWith('-') }
  const visible = (person: Person) => definition.visible?.(person) ?? [sql<SqlBool>`true`]
  const askedOf = ({ filter }: ListQuestion) => filter as Asked<F>

  const conditionsOf = (question: ListQuestion, person: Person) =>
    definition
      .where(expressionBuilder<DB, TB>(), askedOf(question), person)
      .filter((one): one is Expression<SqlBool> => Boolean(one))

  const narrowed = (question: ListQuestion, person: Person, part: Expression<SqlBool>, also: Condition): Query =>
    definition.from().where((is) => is.and([part, ...conditionsOf(question, person), ...(also ? [also] : [])]))

  /** Everything that a person sees and asks, as one query. */
  const all = (question: ListQuestion, person: Person, also: Condition): Query =>
    narrowed(question, person, expressionBuilder().or(visible(person)), also)

  /** The same part by part: an 'or' of what is visible would gather and sort all of a person's records for every page. */
  const byPart = (question: ListQuestion, person: Person, also: Condition, chosen: (part: Query) => Query): Query =>
    visible(person)
      .map((part) => chosen(narrowed(question, person, part, also)))
      .reduce((all, more) => all.unionAll(more))

  const orderOf = (sort: ListQuestion['sort']) => {
    const { name, descending } = sort ?? ownSort
    const by = definition.columns.find((column) => column.name === name)?.sortBy
    const way = descending ? ('desc' as const) : ('asc' as const)
    return { by: typeof by === 'string' ? sql.ref(by) : (by?.() ?? sql.ref(id)), way }
  }

  const sorted = <O>(query: SelectQueryBuilder<DB, TB, O>, { sort }: ListQuestion): SelectQueryBuilder<DB, TB, O> => {
    const { by, way } = orderOf(sort)
    // The id goes the same way, so that one index read backwards serves.
    return query.orderBy(by as never, way).orderBy(id as never, way)
  }

  const rows = (of: Query, question: ListQuestion) => definition.select(sorted(of, question), askedOf(question))
  const among = (ids: readonly number[]) => definition.from().where(dialect().among(sql.ref(id), ids))
  const idOf = (query: Query) => query.select(sql.ref(id).as('id') as never)

  /** Only ids are sorted and passed over, along an index where one has them: whole rows would be moved to and fro. */
  const idsOf = (question: ListQuestion, person: Person, { limit, offset }: Range, also: Condition) => {
    const { by, way } = orderOf(question.sort)
    const places = byPart(question, person, also, (part) => idOf(part).select(sql`${by}`.as('place') as never))
    const page = places.orderBy('place' as never, way).orderBy('id' as never, way)
    return reader()
      .selectFrom(page.limit(limit).offset(offset).as('places') as never)
      .select('id' as never)
  }

  const counting = (question: ListQuestion, person: Person, limit: number) => {
    const ones = byPart(question, person, null, (part) => part.select((is) => is.lit(1).as('one')) as Query)
    return sql<{ count: number }>`select count(*) as count from (${ones.limit(limit + 1)}) as counted`
  }

  const counted = async (question: ListQuestion, person: Person, limit: number): Promise<number> => {
    const { rows } = await counting(question, person, limit).execute(reader())
    return Number(rows[0]?.count ?? 0)
  }

  return {
    counting,
    /** How many there are, counted up to a limit and one more. */
    count: counted,
    /** The ids of some rows in their order, as a query. */
    ids: (question: ListQuestion, person: Person, range: Range) => idsOf(question, person, range, null),
    /** Rows whose ids a query gives, in order. */
    rowsIn: (ids: unknown, question: ListQuestion) =>
      rows(definition.from().where(id as never, 'in', ids as never), question),
    /** Rows with these ids, in order. */
    rowsAmong: (ids: readonly number[], question: ListQuestion) => rows(among(ids), question),
    /** Those of these ids that stand at a page, in order. */
    async idsAmong(ids: readonly number[], question: ListQuestion, { limit, offset }: Range): Promise<number[]> {
      const some = await sorted(idOf(among(ids)), question)
        .limit(limit)
        .offset(offset)
        .execute()
      return (some as { id: number }[]).map(({ id }) => id)
    },
    /** The ids of all that is asked, also of what is found, in order; or of the first so many. */
    async idsInOrder(question: ListQuestion, person: Person, most?: number): Promise<number[]> {
      const query = sorted(idOf(all(question, person, foundBy(question))), question)
      const limited = most === undefined ? query : query.limit(most)
      const ids: number[] = []
      for await (const { id } of limited.stream() as AsyncIterable<{ id: number }>) ids.push(id)
      return ids
    },
    /** The same in no order, as a query. */
    allIds: (question: ListQuestion, person: Person) =>
      idOf(all(question, person, foundBy(question))) as unknown as Expression<number>,
    /** What a search goes through: see searchRecords(). */
    searched(search: SearchDefinition, question: ListQuestion, person: Person): SearchSource {
      const { by } = orderOf(null)
      const owner = search.owner ? sql.ref(search.owner) : sql<null>`null`
      const read = async (query: Query, limit: number) =>
        (await query
          .select([id, `${search.table}.search_text`] as never)
          .select([sql`${owner}`.as('owner_id'), sql`${by}`.as('order')] as never)
          .limit(limit)
          .execute()) as unknown as SearchRow[]
      return {
        search,
        descending: ownSort.descending,
        rows: (condition, limit) => read(all(question, person, condition), limit),
        async nearest(condition, limit) {
          const isFew = (await counted(question, person, nearestLimit)) <= nearestLimit
          const isOwn = !isFew && search.owner !== undefined && conditionsOf(question, person).length === 0
          const own = isOwn ? sql<SqlBool>`${owner} = ${person.id}` : null
          const ids = idsOf({ ...question, sort: null }, person, { limit: nearestLimit, offset: 0 }, own)
          const some = definition.from().where((is) => is.and([is(id as never, 'in', ids as never), condition]))
          return { rows: await read(some, limit), all: isFew }
        },
      }
    },
  }

  function foundBy({ q }: ListQuestion): Condition {
    const terms = search ? termsOf(q) : []
    return search && terms.length > 0 ? found(search.table, terms) : null
  }
}
