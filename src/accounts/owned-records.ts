import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Account } from './repository.ts'

/** What a person has in hand: how many of what, where they are listed, and whether a hand-over moves them. */
export interface OwnedCount {
  what: MessageKey
  count: number
  href: string
  moves: boolean
}

/** Records of a feature that belong to people; those with `reassign` move to another person when somebody leaves. */
export interface OwnedRecords {
  count(user_id: number): Promise<OwnedCount>
  reassign?(from: Account, to: Account, by: Person): Promise<void>
}

/** Each feature whose records belong to people; wiring.ts registers them. */
export const ownedRecords: OwnedRecords[] = []

/** What a person has in hand; what there is none of is left out. */
export const countOwnedRecords = async (user_id: number): Promise<OwnedCount[]> =>
  (await Promise.all(ownedRecords.map(({ count }) => count(user_id)))).filter(({ count }) => count > 0)

/** Moves all records of a person that can move to another, in the transaction of the hand-over. */
export async function reassignRecords(from: Account, to: Account, by: Person): Promise<void> {
  for (const { reassign } of ownedRecords) await reassign?.(from, to, by)
}
