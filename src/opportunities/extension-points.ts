import type { Person } from '../access/person.ts'
import type { Panel } from '../customers/views.ts'
import type { Opportunity } from './repository.ts'

type MakePanel = (opportunity: Opportunity, person: Person) => Promise<Panel | null>

/** What features above show on an opportunity's page, such as the orders that came of it; wiring.ts registers them. */
export const opportunityPanels: MakePanel[] = []
