import { customerDisplayName } from '../../customers/repository.ts'
import { notify } from '../../notifications/repository.ts'
import type { Opportunity } from '../repository.ts'

/** Notifies the new owner. Call it inside the transaction. */
export const notifyNewOpportunityOwner = (
  { id, title, owner_id, customer }: Pick<Opportunity, 'id' | 'title' | 'owner_id' | 'customer'>,
  by: { id: number },
): Promise<void> =>
  notify(owner_id, 'opportunity_given', { title, customer: customerDisplayName(customer) }, `/opportunities/${id}`, by)
