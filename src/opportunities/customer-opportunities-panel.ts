import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import type { Customer } from '../customers/repository.ts'
import type { Panel } from '../customers/view-props.ts'
import { opportunitiesOf } from './repository.ts'
import { probabilityOf } from './stages.ts'

/** The opportunities on a customer's page; other people's show only title, stage and owner. */
export async function customerOpportunitiesPanel(customer: Customer, person: Person): Promise<Panel> {
  const opportunities = await opportunitiesOf(customer.id, 20)
  const rows = opportunities.map((one) => {
    const { id, title, stage, owner, owner_id, expected_amount, expected_close_on } = one
    const full = may(person, 'opportunities.edit', one)
    const more = full ? { id, expected_amount, expected_close_on, probability: probabilityOf(one) } : null
    return { title, stage, owner, owner_id, more }
  })
  return { view: 'opportunities/customer-opportunities-panel', props: { customer, opportunities: rows } }
}
