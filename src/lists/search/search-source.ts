import { type SqlBool, sql } from 'kysely'
import type { SearchDefinition } from '../definition.ts'
import { allOf, conditionsOf, countUpTo, orderOf, ownSort, pageIds, type Scope, visibleTo } from '../queries.ts'
import type { SearchRow, SearchSource } from './search.ts'

/** Records in the list's own order that are looked into for a common word: more take longer than a search may. */
const nearestLimit = 5000

/** What a search goes through: the records that are seen and asked, in the list's own order. */
export function searchSource(search: SearchDefinition, asked: Scope): SearchSource {
  const { definition, person } = asked
  const scope = { ...asked, question: { ...asked.question, sort: null } }
  const { by, way } = orderOf(scope)
  const owner = search.owner ? sql.ref(search.owner) : sql<null>`null`
  const read = async (query: ReturnType<typeof allOf>, limit: number) =>
    (await query
      .select([definition.id, `${search.table}.search_text`] as never)
      .select([sql`${owner}`.as('owner_id'), sql`${by}`.as('order')] as never)
      .limit(limit)
      .execute()) as unknown as SearchRow[]
  return {
    search,
    descending: ownSort(definition).descending,
    rows: (condition, limit) => read(allOf(scope, condition), limit),
    async nearest(condition, limit) {
      const isFew = (await countUpTo(scope, nearestLimit)) <= nearestLimit
      const isWhole = visibleTo(scope).length === 1 && conditionsOf(scope).length === 0
      const own = !isFew && isWhole && search.owner ? sql<SqlBool>`${owner} = ${person.id}` : undefined
      const ids = pageIds(scope, { limit: nearestLimit, offset: 0 }, own)
      const some = definition.from().where((is) => is.and([is(definition.id as never, 'in', ids as never), condition]))
      return {
        rows: await read(some.orderBy(by as never, way).orderBy(definition.id as never, way), limit),
        all: isFew,
      }
    },
  }
}
