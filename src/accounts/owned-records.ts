import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Account } from './repository.ts'

/** How many records of one kind a person owns, the list that shows them, and whether a hand-over reassigns them. */
export interface OwnedCount {
  what: MessageKey
  count: number
  href: string
  moves: boolean
}

/** A feature's records that have an owner. Those with `reassign` go to another person when the owner leaves. */
export interface OwnedRecords {
  count(user_id: number): Promise<OwnedCount>
  reassign?(from: Account, to: Account, by: Person): Promise<void>
}

/** One entry for each feature whose records have an owner; registered in wiring.ts. */
export const ownedRecords: OwnedRecords[] = []

/** Counts of the records a person owns, without the kinds of which there are none. */
export const countOwnedRecords = async (user_id: number): Promise<OwnedCount[]> =>
  (await Promise.all(ownedRecords.map(({ count }) => count(user_id)))).filter(({ count }) => count > 0)

/** Reassigns a person's records to another. Runs in the transaction of the hand-over. */
export async function reassignRecords(from: Account, to: Account, by: Person): Promise<void> {
  for (const { reassign } of ownedRecords) await reassign?.(from, to, by)
}
