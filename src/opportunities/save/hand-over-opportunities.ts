import type { OwnedRecords } from '../../accounts/owned-records.ts'
import { notify } from '../../notifications/repository.ts'
import { openOpportunityIds } from '../repository.ts'
import { assignOpportunity } from './save.ts'

/**
 * Gives a person's open opportunities to another; closed ones stay. Each gets a history event; the new owner gets one
 * notification.
 */
const reassignOpportunities: NonNullable<OwnedRecords['reassign']> = async (from, to, by) => {
  const ids = await openOpportunityIds(from.id)
  for (const id of ids) await assignOpportunity(id, to.id, by)
  if (ids.length === 0) return
  const details = { count: ids.length, from: from.name }
  await notify(to.id, 'opportunities_given', details, `/opportunities?owner_id=${to.id}&stage=open`, by)
}

/** A person's open opportunities; a hand-over moves them. */
export const ownedOpportunities: OwnedRecords = {
  count: async (user_id) => ({
    what: 'opportunities.open_records',
    count: (await openOpportunityIds(user_id)).length,
    href: `/opportunities?owner_id=${user_id}&stage=open`,
    moves: true,
  }),
  reassign: reassignOpportunities,
}
