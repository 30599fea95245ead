import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Along, Asked, Definition, Filters, ListQuestion } from './definition.ts'
import type { Hits } from './looking.ts'
import type { Way } from './way.ts'

/** Ids in the order of a list, as a query over them. */
type Places = SelectQueryBuilder<{ places: { id: number } }, 'places', object>

type Stretched = Way & { stretches: Expression<SqlBool>[] | null }

const past = (way: Way | undefined) => (way?.down ? sql`<=` : sql`>=`)

/** A list's records as queries: what is asked and seen, counted and put in order, without what rows show. */
export function recordsOf<DB, TB extends keyof DB, F extends Filters, Row>(definition: Definition<DB, TB, F, Row>) {
  type Query = SelectQueryBuilder<DB, TB, object>

  const seesAll = ({ role }: Person): boolean => !definition.visible || role === 'manager'
  const visible = (person: Person): Expression<SqlBool>[] => definition.visible?.(person) ?? [sql<SqlBool>`true`]
  const partsOf = ({ filter }: ListQuestion, person: Person): Expression<SqlBool>[] => {
    const left = definition.parts?.(filter as Asked<F>) ?? []
    if (left.length === 0) return visible(person)
    return visible(person).flatMap((part) => left.map((one) => expressionBuilder().and([part, one])))
  }
  const alongOf = ({ filter, sort }: ListQuestion) => definition.along?.(filter as Asked<F>, sort.name) ?? null

  const conditions = ({ filter }: ListQuestion, person: Person, asked = filter as Asked<F>) =>
    definition
      .where(expressionBuilder<DB, TB>(), asked, person)
      .filter((one): one is Expression<SqlBool> => Boolean(one))

  const isNarrowed = (question: ListQuestion, person: Person): boolean =>
    conditions(question, person).length > 0 || partsOf(question, person).length > visible(person).length

  type Part = { part: Expression<SqlBool>; hits: Hits; along?: Along<F> | null }
  const narrowed = (question: ListQuestion, person: Person, { part, hits, along }: Part): Query => {
    const from = along ? (along.from as Query) : definition.from(person)
    const query = from.where((is) => is.and([part, ...conditions(question, person, along?.asked)]))
    return hits === null ? query : query.where(hits)
  }

  /** The whole list as one query. */
  const whole = (question: ListQuestion, person: Person, hits: Hits): Query =>
    narrowed(question, person, { part: expressionBuilder().or(partsOf(question, person)), hits })

  const sortColumn = ({ sort }: ListQuestion): Expression<unknown> | undefined => {
    const by = definition.columns.find(({ name }) => name === sort.name)?.sortBy
    return typeof by === 'string' ? sql.ref(by) : by?.()
  }
  const direction = (down: boolean) => (down ? 'desc' : 'asc')

  const sorted = <O>(query: SelectQueryBuilder<DB, TB, O>, question: ListQuestion): SelectQueryBuilder<DB, TB, O> => {
    const column = sortColumn(question)
    const way = direction(question.sort.descending)
    const by = column ? query.orderBy(column as never, way) : query
    // The id goes the same way, so that one index read backwards serves.
    return by.orderBy(definition.id as never, way)
  }

  /** The ids and places of all, part by part; a record that is come to twice, along lines of it, stands once. */
  const places = (question: ListQuestion, person: Person, hits: Hits, way?: Stretched): Query => {
    const along = alongOf(question)
    const by = along ? sql.ref(along.place) : (sortColumn(question) ?? sql.ref(definition.id))
    return partsOf(question, person)
      .flatMap((part) => way?.stretches?.map((one) => expressionBuilder().and([part, one])) ?? [part])
      .map((part) =>
        narrowed(question, person, { part, hits, along })
          .$if(along !== null, (query) => query.distinct())
          .$if(way?.from !== undefined, (query) => query.where(sql<SqlBool>`${by} ${past(way)} ${way?.from}`))
          .select([sql.ref(along?.id ?? definition.id).as('id'), sql`${by}`.as('place')]),
      )
      .reduce((all, more) => all.unionAll(more))
  }

  /** The ids of a page in its order: each part's come along an index, and are merged as they come. */
  const merged = async (question: ListQuestion, person: Person, hits: Hits, way: Way) => {
    const { down, limit, offset } = way
    const stretches = (await definition.stretches?.(question.filter as Asked<F>, question.sort.name)) ?? null
    const page = places(question, person, hits, { ...way, stretches })
      .orderBy('place' as never, direction(down))
      .orderBy('id' as never, direction(down))
      .limit(limit)
      .offset(offset)
    return reader().selectFrom(page.as('places') as never) as unknown as Places
  }

  const countable = (question: ListQuestion, person: Person, hits: Hits): Query => {
    if (alongOf(question)) return places(question, person, hits)
    return partsOf(question, person)
      .map((part) => narrowed(question, person, { part, hits }).select((is) => is.lit(1).as('one')) as Query)
      .reduce((all, more) => all.unionAll(more))
  }

  return { seesAll, isNarrowed, whole, sorted, merged, countable }
}
