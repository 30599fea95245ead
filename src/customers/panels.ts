import type { Person } from '../access/person.ts'
import type { Customer } from './repository.ts'
import type { Panel } from './views.ts'

type MakePanel = (customer: Customer, person: Person) => Promise<Panel | null>

/** What rooms uphill show on a customer's page; app.ts hangs them in, in the order in which they stand. */
export const customerPanels: MakePanel[] = []

/** What rooms uphill do when a customer's names change, in the same transaction: orders are found by them. */
export const customerFollowers: ((customer_id: number) => Promise<void>)[] = []
