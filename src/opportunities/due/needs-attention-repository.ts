import type { Person } from '../../access/person.ts'
import { reader } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { today } from '../../i18n/format.ts'
import { hasNoNextStep, isStale, isVisibleOpportunity } from '../sql-conditions.ts'

/** An open opportunity that needs attention, as the dashboard lists it. */
export type DueOpportunity = Pick<
  Row<'opportunities'>,
  | 'id'
  | 'title'
  | 'stage'
  | 'expected_amount'
  | 'expected_close_on'
  | 'next_step'
  | 'next_step_on'
  | 'last_update_on'
  | 'stale_on'
  | 'owner_id'
  | 'customer_id'
> & { owner: string; name: string | null; company: string | null }

type Viewer = Pick<Person, 'id' | 'role'>

/** Stale opportunities that a person may see, longest stale first. */
export const staleOpportunities = (person: Viewer, limit: number): Promise<DueOpportunity[]> =>
  staleOpportunitiesQuery(person, limit).execute()

/** Open opportunities without a next step that a person may see, least recently updated first. */
export const withoutNextStep = (person: Viewer, limit: number): Promise<DueOpportunity[]> =>
  withoutNextStepQuery(person, limit).execute()

/** The queries of staleOpportunities() and withoutNextStep(), exported to test their query plans. */
export const staleOpportunitiesQuery = (person: Viewer, limit: number) =>
  dueQuery(person).where(isStale(today())).orderBy('stale_on').orderBy('opportunities.id').limit(limit)
/** The query of withoutNextStep(), exported to test its query plan. */
export const withoutNextStepQuery = (person: Viewer, limit: number) =>
  dueQuery(person).where(hasNoNextStep()).orderBy('last_update_on').orderBy('opportunities.id').limit(limit)

/** Number of stale opportunities a person may see. */
export async function countStale(person: Viewer): Promise<number> {
  const { count } = await reader()
    .selectFrom('opportunities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isVisibleOpportunity(person))
    .where(isStale(today()))
    .executeTakeFirstOrThrow()
  return count
}

const dueQuery = (person: Viewer) =>
  reader()
    .selectFrom('opportunities')
    // Customer and owner always exist; left joins make the planner scan opportunities first, along their index.
    .leftJoin('customers', 'customers.id', 'opportunities.customer_id')
    .leftJoin('users', 'users.id', 'opportunities.owner_id')
    .select(['opportunities.id', 'opportunities.title', 'stage', 'expected_amount', 'expected_close_on'])
    .select(['next_step', 'next_step_on', 'last_update_on', 'stale_on', 'opportunities.owner_id', 'customer_id'])
    .select(['users.name as owner', 'customers.name', 'customers.company'])
    .$narrowType<{ owner: string }>()
    .where(isVisibleOpportunity(person))
