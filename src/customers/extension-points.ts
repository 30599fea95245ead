import type { Person } from '../access/person.ts'
import type { Customer } from './repository.ts'
import type { Panel } from './views.ts'

type MakePanel = (customer: Customer, person: Person) => Promise<Panel | null>

/** What features above show on a customer's page; wiring.ts registers them, in the order in which they stand. */
export const customerPanels: MakePanel[] = []

/** Panels of a record, as far as there is something in them for this person. */
export const panelsOf = async <R>(
  makers: ((record: R, person: Person) => Promise<Panel | null>)[],
  record: R,
  person: Person,
): Promise<Panel[]> => (await Promise.all(makers.map((make) => make(record, person)))).filter((panel) => panel !== null)

/** What features above do when a customer's names change, in the same transaction: orders are found by them. */
export const customerRenameListeners: ((customer_id: number) => Promise<void>)[] = []

/** Finds what a talk with a customer can be about. */
export type FindSubjects = (customer_id: number, person: Person) => Promise<{ id: number; title: string }[]>

/** What a person's talk with a customer can be about: their open opportunities, registered in wiring.ts. */
export const communicationSubjects: FindSubjects[] = []

/** All of them. */
export const subjectsOf: FindSubjects = async (customer_id, person) =>
  (await Promise.all(communicationSubjects.map((find) => find(customer_id, person)))).flat()
