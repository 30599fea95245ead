import type { Person } from '../access/person.ts'
import type { Panel } from '../customers/views.ts'
import type { Opportunity } from '../opportunities/repository.ts'
import { ordersFrom } from './pages/panels-repository.ts'

/** The orders that came of an opportunity, on its page; none before it is won. */
export async function ordersFromOpportunity({ id, stage }: Opportunity, person: Person): Promise<Panel | null> {
  const orders = await ordersFrom(id, person)
  return stage === 'won' || orders.length > 0 ? { view: 'orders/opportunity-panel', props: { orders } } : null
}
