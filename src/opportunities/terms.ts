import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { openStages } from './stages.ts'

const is = expressionBuilder<Tables, 'opportunities'>()

/** Opportunities a person may see: their own; a manager's are all. */
export const isVisible = (person: Pick<Person, 'id' | 'role'>): Expression<SqlBool> =>
  person.role === 'manager' ? sql<SqlBool>`true` : is('opportunities.owner_id', '=', person.id)

/** Neither won, lost nor superseded. */
export const isStillOpen = (): Expression<SqlBool> => is('opportunities.stage', 'in', openStages)

/** Open, and without an update for too long or past its expected date. */
export const isNeglected = (today: string): Expression<SqlBool> => is('opportunities.neglected_on', '<=', today)

/** Open, and nobody has said what comes next: as the partial indexes have it, by the day that only what is closed has. */
export const hasNoNextStep = (): Expression<SqlBool> =>
  is.and([is('opportunities.closed_on', 'is', null), is('opportunities.next_step', 'is', null)])

/** What else narrows a list finds its own way. */
type Narrowing = { from: string | null; to: string | null } & Record<string, unknown>

/**
 * Opportunities that are expected until a day, in the order of their last update: those of each earlier year and of each
 * month of the last one lie in that order, but all together do not, and the newest that are expected later would be
 * passed over. Null where something else narrows them, or another order is asked for.
 */
export async function stretchesTo({ to, ...others }: Narrowing, sort: string): Promise<Expression<SqlBool>[] | null> {
  if (to === null || sort !== 'touched_on' || Object.values(others).some((value) => value !== null)) return null
  const { first } = await reader()
    .selectFrom('opportunities')
    .select(({ fn }) => fn.min('expected_close_on').as('first'))
    .executeTakeFirstOrThrow()
  if (first === null || first > to) return null
  const year = Number(to.slice(0, 4))
  const earlier = numbers(Number(first.slice(0, 4)), year - 1).map((one) => expectedIn(String(one)))
  const months = numbers(1, Number(to.slice(5, 7))).map((one) => expectedIn(`${year}-${String(one).padStart(2, '0')}`))
  return [...earlier, ...months]
}

const numbers = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)

/** A year or a month, by its beginning: as the indexes have it. */
const expectedIn = (period: string): Expression<SqlBool> =>
  sql<SqlBool>`substr(opportunities.expected_close_on, 1, ${sql.lit(period.length)}) = ${period}`
