import { reader } from '../../database/database.ts'
import { type Place, prepareStatement } from '../../database/prepare-query.ts'
import { hasNextStepBy } from '../sql-conditions.ts'

/** Next steps of an owner's open opportunities due by a business date, oldest first. */
export const nextStepsDue = (owner_id: number, until: string, limit: number) =>
  nextStepsDueQuery(owner_id, until, limit).execute()

/** The query of nextStepsDue(), exported to test its query plan. */
export const nextStepsDueQuery = (owner_id: number, until: string, limit: number) =>
  reader()
    .selectFrom('opportunities')
    // A customer always exists; the left join makes the planner scan opportunities first, along their index.
    .leftJoin('customers', 'customers.id', 'opportunities.customer_id')
    .select(['opportunities.id', 'opportunities.title', 'next_step', 'next_step_on', 'customer_id'])
    .select(['customers.name', 'customers.company'])
    .where('opportunities.owner_id', '=', owner_id)
    .where(hasNextStepBy(until))
    .orderBy('next_step_on')
    .orderBy('opportunities.id')
    .limit(limit)

/** Number of next steps of an owner's open opportunities due by a business date. */
export const countNextStepsDue = async (owner_id: number, until: string): Promise<number> =>
  (await countDue({ owner_id, until }))[0]?.count ?? 0

const countDue = prepareStatement((value: Place<{ owner_id: number; until: string }>) =>
  reader()
    .selectFrom('opportunities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', value('owner_id'))
    .where(hasNextStepBy(value('until'))),
)
