import type { Person } from '../access/person.ts'
import type { Customer } from './repository.ts'
import type { Panel } from './views.ts'

type MakePanel = (customer: Customer, person: Person) => Promise<Panel | null>

/** What rooms uphill show on a customer's page; app.ts hangs them in, in the order in which they stand. */
export const customerPanels: MakePanel[] = []
