import type { Person } from '../access/person.ts'
import { validateChosenOwner } from '../accounts/chosen-owner.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { DuplicateWarning, ValidationError } from '../i18n/error-classes.ts'
import { notify } from '../notifications/repository.ts'
import { addNewChoices } from '../preferences/choices-from-records.ts'
import { nextNumber } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import { findDuplicates } from './duplicates/duplicates.ts'
import type { MatchKey } from './duplicates/match-keys-repository.ts'
import type { CustomerInput } from './form.ts'
import { type Customer, contactsOf, customerByCode, customerDisplayName, insertCustomer } from './repository.ts'
import { customerSortKeys, matchKeysFrom, reindexCustomer } from './search-text-and-keys.ts'

/** Adds a customer and returns the id. Throws ValidationError, and DuplicateWarning unless the person has confirmed. */
export const createCustomer = (
  { confirm_duplicate, version: _, ...wanted }: CustomerInput,
  by: Person,
): Promise<number> =>
  transaction(async () => {
    const owner_id = await validateChosenOwner(wanted.owner_id, by.id, by)
    await refuseTakenCode(wanted.code, undefined)
    if (!confirm_duplicate) await refuseDuplicates(matchKeysFrom(wanted, []))
    const id = await insertCustomer({
      ...wanted,
      owner_id,
      code: wanted.code ?? (await nextCode()),
      created_at: timestamp(),
      created_by: by.id,
      ...customerSortKeys(wanted),
      search_text: '',
    })
    await recordEvent('customers', id, 'created', {}, by)
    await notifyNewOwner({ ...wanted, id, owner_id }, by)
    await reindexCustomer(id)
    await addNewChoices(wanted, by)
    return id
  })

/**
 * Saves a customer if the form's version is current. Throws ValidationError, VersionConflict, and DuplicateWarning for
 * new matches.
 */
export const saveCustomer = (
  record: Customer,
  { confirm_duplicate, version, ...wanted }: CustomerInput,
  by: Person,
): Promise<void> =>
  transaction(async () => {
    const owner_id = await validateChosenOwner(wanted.owner_id, record.owner_id, by)
    await refuseTakenCode(wanted.code, record.id)
    if (!confirm_duplicate) {
      const contacts = await contactsOf(record.id)
      const before = new Set(matchKeysFrom(record, contacts).map(({ kind, key }) => `${kind} ${key}`))
      const added = matchKeysFrom(wanted, contacts).filter(({ kind, key }) => !before.has(`${kind} ${key}`))
      await refuseDuplicates(added, record.id)
    }
    const changed = await updateTracked(
      'customers',
      { ...record, version },
      { ...wanted, owner_id, code: wanted.code ?? record.code },
      by,
    )
    if (changed) await reindexCustomer(record.id, record)
    if (owner_id !== record.owner_id) await notifyNewOwner({ ...wanted, id: record.id, owner_id }, by)
    await addNewChoices(wanted, by)
  })

async function refuseDuplicates(keys: MatchKey[], except?: number): Promise<void> {
  const candidates = await findDuplicates(keys, except)
  if (candidates.length > 0) throw new DuplicateWarning(candidates)
}

/** Notifies the new owner. */
const notifyNewOwner = (customer: Pick<Customer, 'id' | 'name' | 'company' | 'owner_id'>, by: Person): Promise<void> =>
  notify(
    customer.owner_id,
    'customer_given',
    { customer: customerDisplayName(customer) },
    `/customers/${customer.id}`,
    by,
  )

async function refuseTakenCode(code: string | null, except: number | undefined): Promise<void> {
  const existing = code ? await customerByCode(code) : undefined
  if (existing && existing.id !== except)
    throw new ValidationError('code', 'customers.code_taken', { who: customerDisplayName(existing) })
}

/** The next unused code; codes entered by hand are skipped. */
async function nextCode(): Promise<string> {
  for (;;) {
    const code = `KH-${String(await nextNumber('customer_code')).padStart(5, '0')}`
    if (!(await customerByCode(code))) return code
  }
}
