import type { Person } from '../access/person.ts'
import type { Panel } from '../customers/view-props.ts'
import type { Opportunity } from './repository.ts'

type MakePanel = (opportunity: Opportunity, person: Person) => Promise<Panel | null>

/** Panels of higher features on an opportunity's page, such as its orders; registered in wiring.ts. */
export const opportunityPanels: MakePanel[] = []
