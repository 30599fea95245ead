import type { Person } from '../access/person.ts'
import { may } from '../access/rights.ts'
import { Refusal } from '../i18n/refusal.ts'
import { findAccount } from './repository.ts'

/** Who owns a record: the one before, unless a manager says otherwise. Throws Refusal at owner_id. */
export async function ownerFor(id: number | null, before: number, by: Person): Promise<number> {
  if (id === null || id === before) return before
  if (!may(by, 'customers.reassign')) throw new Refusal('owner_id', 'errors.another_owner')
  const owner = await findAccount(id)
  if (!owner?.active) throw new Refusal('owner_id', 'errors.choice')
  return id
}
