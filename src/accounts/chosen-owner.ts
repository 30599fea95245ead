import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { type FormState, formIdAt } from '../web/form-state.ts'
import { findAccount } from './repository.ts'

/** The owner id to show: the one in the form, else the record's, else the current user's. */
export const ownerIdToShow = (form: FormState, record: { owner_id: number } | undefined, person: Person): number =>
  formIdAt(form, 'owner_id') ?? record?.owner_id ?? person.id

/** Initial owner of a new record: the current user, with all the credit if they are a salesperson. */
export const initialOwnerFormValues = ({ id, role }: Person): Record<string, unknown> => ({
  owner_id: String(id),
  ...(role === 'salesperson' && { credits: { [id]: '100' } }),
})

/** The owner id to save. Only a manager may choose another person. Throws ValidationError at owner_id. */
export async function validateChosenOwner(id: number | null, before: number, by: Person): Promise<number> {
  if (id === null || id === before) return before
  if (!may(by, 'customers.reassign')) throw new ValidationError('owner_id', 'errors.another_owner_forbidden')
  const owner = await findAccount(id)
  if (!owner?.active) throw new ValidationError('owner_id', 'errors.choice')
  return id
}
