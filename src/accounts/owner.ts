import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { ValidationError } from '../i18n/errors.ts'
import { type FormState, idAt } from '../web/form-state.ts'
import { findAccount } from './repository.ts'

/** Whose a record is by its form: whom it names, else the owner before, else oneself. */
export const ownerIn = (form: FormState, record: { owner_id: number } | undefined, person: Person): number =>
  idAt(form, 'owner_id') ?? record?.owner_id ?? person.id

/** Whose a new record is, as its form starts: one's own, with all the credit where one sells. */
export const startingOwner = ({ id, role }: Person): Record<string, unknown> => ({
  owner_id: String(id),
  ...(role === 'salesperson' && { credits: { [id]: '100' } }),
})

/** Who owns a record: the one before, unless a manager says otherwise. Throws ValidationError at owner_id. */
export async function resolveOwner(id: number | null, before: number, by: Person): Promise<number> {
  if (id === null || id === before) return before
  if (!may(by, 'customers.reassign')) throw new ValidationError('owner_id', 'errors.another_owner_forbidden')
  const owner = await findAccount(id)
  if (!owner?.active) throw new ValidationError('owner_id', 'errors.choice')
  return id
}
