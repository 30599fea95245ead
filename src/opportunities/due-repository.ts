import type { Person } from '../access/person.ts'
import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'
import { today } from '../i18n/format.ts'
import { hasNoNextStep, isNeglected, isVisible } from './terms.ts'

/** An open opportunity that waits for somebody, as the dashboard lists it. */
export type Waiting = Pick<
  Row<'opportunities'>,
  | 'id'
  | 'title'
  | 'stage'
  | 'expected_amount'
  | 'expected_close_on'
  | 'next_step'
  | 'next_step_on'
  | 'touched_on'
  | 'neglected_on'
  | 'owner_id'
  | 'customer_id'
> & { owner: string; name: string | null; company: string | null }

/** Neglected ones that a person may see (a manager all), longest waiting first. */
export const neglectedOf = (person: Pick<Person, 'id' | 'role'>, limit: number): Promise<Waiting[]> =>
  waiting(person).where(isNeglected(today())).orderBy('neglected_on').orderBy('opportunities.id').limit(limit).execute()

/** Open ones without a next step that a person may see, longest untouched first. */
export const withoutNextStep = (person: Pick<Person, 'id' | 'role'>, limit: number): Promise<Waiting[]> =>
  waiting(person).where(hasNoNextStep()).orderBy('touched_on').orderBy('opportunities.id').limit(limit).execute()

/** How many neglected ones a person may see. */
export const countNeglected = async (person: Pick<Person, 'id' | 'role'>): Promise<number> =>
  (
    await reader()
      .selectFrom('opportunities')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(isVisible(person))
      .where(isNeglected(today()))
      .executeTakeFirstOrThrow()
  ).count

const waiting = (person: Pick<Person, 'id' | 'role'>) =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('customers', 'customers.id', 'opportunities.customer_id')
    .innerJoin('users', 'users.id', 'opportunities.owner_id')
    .select(['opportunities.id', 'opportunities.title', 'stage', 'expected_amount', 'expected_close_on'])
    .select(['next_step', 'next_step_on', 'touched_on', 'neglected_on', 'opportunities.owner_id', 'customer_id'])
    .select(['users.name as owner', 'customers.name', 'customers.company'])
    .where(isVisible(person))
