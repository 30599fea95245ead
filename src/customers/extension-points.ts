import type { Person } from '../access/person.ts'
import type { Customer } from './repository.ts'
import type { Panel } from './view-props.ts'

type MakePanel = (customer: Customer, person: Person) => Promise<Panel | null>

/** Panels of higher features on a customer's page, in display order; registered in wiring.ts. */
export const customerPanels: MakePanel[] = []

/** A record's panels, without those that have nothing for this person. */
export const buildRecordPanels = async <R, P extends Panel>(
  makers: ((record: R, person: Person) => Promise<P | null>)[],
  record: R,
  person: Person,
): Promise<P[]> => (await Promise.all(makers.map((make) => make(record, person)))).filter((panel) => panel !== null)

/** Called when a customer's name, company or code changes, in the same transaction: other records are found by them. */
export const customerRenameListeners: ((customer_id: number) => Promise<void>)[] = []

/** Finds the subjects that a communication with a customer can have; `current` is one that it already has. */
export type FindSubjects = (
  customer_id: number,
  person: Person,
  current?: number | null,
) => Promise<{ id: number; title: string }[]>

/** Registered in wiring.ts: a person's open opportunities on a customer. */
export const communicationSubjects: FindSubjects[] = []

/** All subjects a person's communication with a customer can have. */
export const possibleCommunicationSubjects: FindSubjects = async (customer_id, person, current) =>
  (await Promise.all(communicationSubjects.map((find) => find(customer_id, person, current)))).flat()
