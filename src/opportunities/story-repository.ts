import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'

/** An opportunity's updates with their authors, newest first. */
export const updatesOf = (
  opportunity_id: number,
  limit: number,
): Promise<(Row<'opportunity_updates'> & { who: string })[]> =>
  reader()
    .selectFrom('opportunity_updates')
    .innerJoin('users', 'users.id', 'opportunity_updates.user_id')
    .selectAll('opportunity_updates')
    .select('users.name as who')
    .where('opportunity_id', '=', opportunity_id)
    .orderBy('opportunity_updates.id', 'desc')
    .limit(limit)
    .execute()
