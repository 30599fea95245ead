import type { Person } from '../../access/person.ts'
import { reader } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { today } from '../../i18n/format.ts'
import { hasNoNextStep, isStale, isVisibleOpportunity } from '../conditions.ts'

/** An open opportunity that waits for somebody, as the dashboard lists it. */
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

type Whose = Pick<Person, 'id' | 'role'>

/** Neglected ones that a person may see (a manager all), longest waiting first. */
export const staleOpportunities = (person: Whose, limit: number): Promise<DueOpportunity[]> =>
  staleQuery(person, limit).execute()

/** Open ones without a next step that a person may see, longest untouched first. */
export const withoutNextStep = (person: Whose, limit: number): Promise<DueOpportunity[]> =>
  withoutNextStepQuery(person, limit).execute()

/** The statements of neglectedOf() and withoutNextStep(). */
export const staleQuery = (person: Whose, limit: number) =>
  waiting(person).where(isStale(today())).orderBy('stale_on').orderBy('opportunities.id').limit(limit)
export const withoutNextStepQuery = (person: Whose, limit: number) =>
  waiting(person).where(hasNoNextStep()).orderBy('last_update_on').orderBy('opportunities.id').limit(limit)

/** How many neglected ones a person may see. */
export async function countStale(person: Whose): Promise<number> {
  const { count } = await reader()
    .selectFrom('opportunities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(isVisibleOpportunity(person))
    .where(isStale(today()))
    .executeTakeFirstOrThrow()
  return count
}

const waiting = (person: Whose) =>
  reader()
    .selectFrom('opportunities')
    // Both are always there; a left join keeps the opportunities outermost, so that their index is walked.
    .leftJoin('customers', 'customers.id', 'opportunities.customer_id')
    .leftJoin('users', 'users.id', 'opportunities.owner_id')
    .select(['opportunities.id', 'opportunities.title', 'stage', 'expected_amount', 'expected_close_on'])
    .select(['next_step', 'next_step_on', 'last_update_on', 'stale_on', 'opportunities.owner_id', 'customer_id'])
    .select(['users.name as owner', 'customers.name', 'customers.company'])
    .$narrowType<{ owner: string }>()
    .where(isVisibleOpportunity(person))
