import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Tables } from '../database/tables.ts'
import { openStages } from './stages.ts'

const is = expressionBuilder<Tables, 'opportunities'>()

/** Opportunities a person may see: their own; a manager's are all. */
export const isVisibleOpportunity = (person: Pick<Person, 'id' | 'role'>): Expression<SqlBool> =>
  person.role === 'manager' ? sql<SqlBool>`true` : is('opportunities.owner_id', '=', person.id)

/** Neither won, lost nor superseded. */
export const isStillOpen = (): Expression<SqlBool> => is('opportunities.stage', 'in', openStages)

/** Open, and without an update for too long or past its expected date. */
export const isStale = (today: string): Expression<SqlBool> => is('opportunities.stale_on', '<=', today)

/** Open, and nobody has said what comes next: as the partial indexes have it, by the day that only what is closed has. */
export const hasNoNextStep = (): Expression<SqlBool> =>
  is.and([is('opportunities.closed_on', 'is', null), is('opportunities.next_step', 'is', null)])
