import { transaction } from '../../database/database.ts'
import { timestamp } from '../../values/clock.ts'
import type { Customer } from '../repository.ts'
import {
  customersWithKeys,
  dismissedPairsOf,
  type MatchKey,
  type MatchKeyKind,
  matchKeysOf,
  saveDismissedPair,
} from './match-keys-repository.ts'

/** Somebody who may be the same, and why. */
export interface DuplicateCandidate {
  id: number
  version: number
  code: string
  name: string | null
  company: string | null
  owner: string
  last_contact_on: string | null
  reasons: MatchKeyKind[]
}

const strength: MatchKeyKind[] = ['phone', 'email', 'company', 'name_city']
const most = 10

/** Customers with any of these keys, strongest reason first; `except` leaves the customer itself out. */
export async function findDuplicates(keys: MatchKey[], except = 0): Promise<DuplicateCandidate[]> {
  return (await allCandidates(keys, except, most)).slice(0, most)
}

/** As many of each kind at least. */
async function allCandidates(keys: MatchKey[], except: number, least: number): Promise<DuplicateCandidate[]> {
  if (keys.length === 0) return []
  const rows = await customersWithKeys(keys, except, least)
  const found = new Map<number, DuplicateCandidate>()
  for (const { kind, ...row } of rows) {
    const candidate = found.get(row.id) ?? { ...row, reasons: [] }
    if (!candidate.reasons.includes(kind)) candidate.reasons.push(kind)
    found.set(row.id, candidate)
  }
  const rank = ({ reasons }: DuplicateCandidate) => Math.min(...reasons.map((reason) => strength.indexOf(reason)))
  return [...found.values()].toSorted((a, b) => rank(a) - rank(b) || b.reasons.length - a.reasons.length || a.id - b.id)
}

/** The same for a customer in the book, without those marked 'not the same' since either last changed. */
export async function duplicatesOf(customer: Compared): Promise<DuplicateCandidate[]> {
  const [keys, pairs] = await Promise.all([matchKeysOf(customer.id), dismissedPairsOf(customer.id)])
  // Those who are told apart must not take the places of others.
  const candidates = await allCandidates(keys, customer.id, most + pairs.length)
  const isApart = (other: DuplicateCandidate): boolean => {
    const { low_id, high_id, low_version, high_version } = pairOf(customer, other)
    return pairs.some(
      (pair) =>
        pair.low_id === low_id &&
        pair.high_id === high_id &&
        pair.low_version === low_version &&
        pair.high_version === high_version,
    )
  }
  return candidates.filter((other) => !isApart(other)).slice(0, most)
}

type Compared = Pick<Customer, 'id' | 'version'>

/** Remembers that two customers are not the same, until one of them changes. */
export const dismissDuplicate = (one: Compared, other: Compared, by: { id: number }): Promise<void> =>
  transaction(() => saveDismissedPair({ ...pairOf(one, other), user_id: by.id, at: timestamp() }))

/** Two customers at the versions that were compared. */
function pairOf(one: Compared, other: Compared) {
  const [low, high] = one.id < other.id ? [one, other] : [other, one]
  return { low_id: low.id, high_id: high.id, low_version: low.version, high_version: high.version }
}
