import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'

/** A customer's opportunities, whoever owns them, last updated first. */
export const opportunitiesOf = (
  customer_id: number,
  limit: number,
): Promise<(Row<'opportunities'> & { owner: string })[]> =>
  reader()
    .selectFrom('opportunities')
    .innerJoin('users', 'users.id', 'opportunities.owner_id')
    .selectAll('opportunities')
    .select('users.name as owner')
    .where('customer_id', '=', customer_id)
    .orderBy('touched_on', 'desc')
    .orderBy('opportunities.id', 'desc')
    .limit(limit)
    .execute()
