import { displayName } from '../../customers/repository.ts'
import { notify } from '../../notifications/repository.ts'
import type { Opportunity } from '../repository.ts'

/** Notifies the new owner. Call it inside the transaction. */
export const notifyOwner = (
  { id, title, owner_id, customer }: Pick<Opportunity, 'id' | 'title' | 'owner_id' | 'customer'>,
  by: { id: number },
): Promise<void> =>
  notify(owner_id, 'opportunity_given', { title, customer: displayName(customer) }, `/opportunities/${id}`, by)
