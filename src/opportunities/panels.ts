import type { Person } from '../access/person.ts'
import type { Panel } from '../customers/views.ts'
import type { Opportunity } from './repository.ts'

type MakePanel = (opportunity: Opportunity, person: Person) => Promise<Panel | null>

/** What rooms uphill show on an opportunity's page; app.ts hangs them in: the orders that came of it. */
export const opportunityPanels: MakePanel[] = []
