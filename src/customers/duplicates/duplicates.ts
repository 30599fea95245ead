import { transaction } from '../../database/database.ts'
import { timestamp } from '../../values/clock.ts'
import { type Customer, findCustomer } from '../repository.ts'
import {
  customersWithKeys,
  dismissedPairsOf,
  type MatchKey,
  type MatchKeyKind,
  matchKeysOf,
  saveDismissedPair,
} from './match-keys-repository.ts'

/** A customer who may be the same, and the kinds of matching keys. */
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
const maxCandidates = 10

/** Customers with any of these keys, strongest match first; `except` excludes the customer itself. */
export async function findDuplicates(keys: MatchKey[], except = 0): Promise<DuplicateCandidate[]> {
  return (await allCandidates(keys, except, maxCandidates)).slice(0, maxCandidates)
}

/** Like findDuplicates(), with at least `least` rows of each kind and no upper limit. */
async function allCandidates(keys: MatchKey[], except: number, minPerKind: number): Promise<DuplicateCandidate[]> {
  if (keys.length === 0) return []
  const rows = await customersWithKeys(keys, except, minPerKind)
  const byId = new Map<number, DuplicateCandidate>()
  for (const { kind, ...row } of rows) {
    const candidate = byId.get(row.id) ?? { ...row, reasons: [] }
    if (!candidate.reasons.includes(kind)) candidate.reasons.push(kind)
    byId.set(row.id, candidate)
  }
  const rank = ({ reasons }: DuplicateCandidate) => Math.min(...reasons.map((reason) => strength.indexOf(reason)))
  return [...byId.values()].toSorted((a, b) => rank(a) - rank(b) || b.reasons.length - a.reasons.length || a.id - b.id)
}

/** Possible duplicates of an existing customer, without pairs dismissed since either was last changed. */
export async function undismissedCustomerDuplicates(customer: Compared): Promise<DuplicateCandidate[]> {
  const [keys, pairs] = await Promise.all([matchKeysOf(customer.id), dismissedPairsOf(customer.id)])
  // Dismissed pairs are filtered afterwards, so fetch that many more.
  const candidates = await allCandidates(keys, customer.id, maxCandidates + pairs.length)
  const isDismissed = (other: DuplicateCandidate): boolean => {
    const { low_id, high_id, low_version, high_version } = pairOf(customer, other)
    return pairs.some(
      (pair) =>
        pair.low_id === low_id &&
        pair.high_id === high_id &&
        pair.low_version === low_version &&
        pair.high_version === high_version,
    )
  }
  return candidates.filter((other) => !isDismissed(other)).slice(0, maxCandidates)
}

type Compared = Pick<Customer, 'id' | 'version'>

/** Marks two customers as not duplicates until one of them changes. */
export const dismissDuplicate = (one: Compared, other: Compared, by: { id: number }): Promise<void> =>
  transaction(() => saveDismissedPair({ ...pairOf(one, other), user_id: by.id, at: timestamp() }))

/**
 * Marks as not duplicates all that a customer is possibly the same as, without those in `known`: whoever saves in spite of
 * the warning has said so of each.
 */
export const dismissDuplicatesOf = async (
  id: number,
  known: ReadonlySet<number>,
  by: { id: number },
): Promise<void> => {
  const customer = await findCustomer(id)
  if (!customer) return
  for (const other of await undismissedCustomerDuplicates(customer))
    if (!known.has(other.id)) await dismissDuplicate(customer, other, by)
}

/** A pair of customers with the compared versions, lower id first. */
function pairOf(one: Compared, other: Compared) {
  const [low, high] = one.id < other.id ? [one, other] : [other, one]
  return { low_id: low.id, high_id: high.id, low_version: low.version, high_version: high.version }
}
