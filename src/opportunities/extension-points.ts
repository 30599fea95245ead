import type { Person } from '../access/person.ts'
import type { Panel } from '../customers/view-props.ts'
import type { ValidationError } from '../i18n/error-classes.ts'
import type { Opportunity } from './repository.ts'

/** A panel; `isEmpty` if it has no records. */
type MakePanel = (opportunity: Opportunity, person: Person) => Promise<(Panel & { isEmpty: boolean }) | null>

/** Panels of higher features on an opportunity's page, such as its orders; registered in wiring.ts. */
export const opportunityPanels: MakePanel[] = []

/** Reasons of higher features against losing an opportunity, such as an order from it; registered in wiring.ts. */
export const reasonsAgainstLosing: ((opportunity_id: number) => Promise<ValidationError | null>)[] = []
