import type { Person } from '../../access/person.ts'
import type { Customer } from '../../customers/repository.ts'
import type { Panel } from '../../customers/view-props.ts'
import type { Opportunity } from '../../opportunities/repository.ts'
import { maySellTo } from '../form/validate-order.ts'
import { orderSumsOfCustomer, ordersOfCustomer, ordersOfOpportunity } from './panels-on-other-pages-repository.ts'

/** A customer's orders that this person may see, for the customer's page. */
export async function customerOrdersPanel(customer: Customer, person: Person): Promise<Panel> {
  const [orders, sums] = await Promise.all([
    ordersOfCustomer(customer.id, person, 10),
    orderSumsOfCustomer(customer.id, person),
  ])
  return {
    view: 'orders/customer-orders-panel',
    props: { customer, orders, sums, mayAdd: maySellTo(person, customer) },
  }
}

/** An opportunity's orders, for its page; null before it is won. */
export async function opportunityOrdersPanel(
  { id, stage }: Opportunity,
  person: Person,
): Promise<(Panel & { isEmpty: boolean }) | null> {
  const orders = await ordersOfOpportunity(id, person)
  if (stage !== 'won' && orders.length === 0) return null
  return { view: 'orders/opportunity-orders-panel', props: { orders }, isEmpty: orders.length === 0 }
}
