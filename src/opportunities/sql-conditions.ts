import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Tables } from '../database/tables.ts'
import { openStages } from './stages.ts'

const is = expressionBuilder<Tables, 'opportunities'>()

/** Opportunities a person may see: their own; for a manager all. */
export const isVisibleOpportunity = (person: Pick<Person, 'id' | 'role'>): Expression<SqlBool> =>
  person.role === 'manager' ? sql<SqlBool>`true` : is('opportunities.owner_id', '=', person.id)

/** Neither won, lost nor superseded. */
export const isStillOpen = (): Expression<SqlBool> => is('opportunities.stage', 'in', openStages)

/** Open and stale on this business date: too long without an update, or past the expected date. */
export const isStale = (today: string): Expression<SqlBool> => is('opportunities.stale_on', '<=', today)

/** Open without a next step. Written with closed_on, as the partial indexes are: only closed opportunities have it. */
export const hasNoNextStep = (): Expression<SqlBool> =>
  is.and([is('opportunities.closed_on', 'is', null), is('opportunities.next_step', 'is', null)])

/** Open, with a next step to be done by this business date; written with closed_on for the same reason. */
export const hasNextStepBy = (until: string | Expression<string>): Expression<SqlBool> =>
  is.and([is('opportunities.closed_on', 'is', null), is('opportunities.next_step_on', '<=', until)])
