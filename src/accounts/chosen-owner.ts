import { may } from '../access/permissions.ts'
import type { Person } from '../access/person.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { type FormState, formIdAt } from '../web/form-state.ts'
import { findAccount } from './repository.ts'

/** The owner id to show: the one in the form, else the record's, else the current user's. */
export const ownerIdToShow = (form: FormState, record: { owner_id: number } | undefined, person: Person): number =>
  formIdAt(form, 'owner_id') ?? record?.owner_id ?? person.id

/**
 * Initial owner of a new record: a salesperson themselves, with all the credit; for a manager the owner of what it comes
 * from, blank if there is none yet or they have left.
 */
export async function initialOwnerFormValues(
  { id, role }: Person,
  from: { owner_id: number } | undefined,
): Promise<Record<string, unknown>> {
  if (role === 'salesperson') return { owner_id: String(id), credits: { [id]: '100' } }
  const owner = from && (await findAccount(from.owner_id))
  return { owner_id: owner?.active ? String(owner.id) : '' }
}

/**
 * The owner of a new opportunity or order: a salesperson's own; a manager's choice, else the owner of what it comes from.
 * Throws ValidationError at owner_id, also if that owner has left.
 */
export async function ownerOfNewRecord(id: number | null, from: { owner_id: number }, by: Person): Promise<number> {
  if (id !== null || by.role === 'salesperson') return validateChosenOwner(id, by.id, by)
  const owner = await findAccount(from.owner_id)
  if (!owner?.active) throw new ValidationError('owner_id', 'accounts.owner_has_left', { name: owner?.name ?? '' })
  return owner.id
}

/** The owner id to save. Only a manager may choose another person. Throws ValidationError at owner_id. */
export async function validateChosenOwner(id: number | null, before: number, by: Person): Promise<number> {
  if (id === null || id === before) return before
  if (!may(by, 'customers.reassign')) throw new ValidationError('owner_id', 'errors.another_owner_forbidden')
  const owner = await findAccount(id)
  if (!owner?.active) throw new ValidationError('owner_id', 'errors.choice')
  return id
}
