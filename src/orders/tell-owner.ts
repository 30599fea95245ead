import { customerName } from '../customers/repository.ts'
import { notify } from '../notifications/repository.ts'
import type { Order } from './repository.ts'

/** Tells the person whose order it is from now on. Inside the act's transaction. */
export async function tellOwner(
  { id, number, customer_id, owner_id }: Pick<Order, 'id' | 'number' | 'customer_id' | 'owner_id'>,
  by: { id: number },
): Promise<void> {
  const customer = (await customerName(customer_id)) ?? ''
  if (number === null) await notify(owner_id, 'draft_given', { customer }, `/orders/${id}`, by)
  else await notify(owner_id, 'order_given', { number, customer }, `/orders/${id}`, by)
}
