import type { Person } from '../access/person.ts'
import { ownerFor } from '../accounts/owner.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { note } from '../history/note.ts'
import { Duplicate, Refusal } from '../i18n/refusal.ts'
import { notify } from '../notifications/repository.ts'
import { bringChoices } from '../preferences/bring-choices.ts'
import { nextNumber } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import { candidatesFor } from './duplicates/duplicates.ts'
import type { CustomerKey } from './duplicates/keys-repository.ts'
import type { CustomerInput } from './form.ts'
import { type Customer, calledOf, contactsOf, customerByCode, insertCustomer } from './repository.ts'
import { keysOf, reindex, sortColumns } from './searchable.ts'

/** Adds a customer and returns their id. Throws Refusal, and Duplicate unless the person has confirmed (product, Customers). */
export const createCustomer = (
  { confirm_duplicate, version: _, ...wanted }: CustomerInput,
  by: Person,
): Promise<number> =>
  transaction(async () => {
    const owner_id = await ownerFor(wanted.owner_id, by.id, by)
    await refuseTakenCode(wanted.code, undefined)
    if (!confirm_duplicate) await refuseDuplicates(keysOf(wanted, []))
    const id = await insertCustomer({
      ...wanted,
      owner_id,
      code: wanted.code ?? (await nextCode()),
      created_at: timestamp(),
      created_by: by.id,
      ...sortColumns(wanted),
      search_text: '',
    })
    await note('customers', id, 'created', {}, by)
    await tellOwner({ ...wanted, id, owner_id }, by)
    await reindex(id)
    await bringChoices(wanted, by)
    return id
  })

/** Saves a customer over the version that the form was shown. Throws Refusal, Stale, and Duplicate for likenesses that the edit adds. */
export const saveCustomer = (
  record: Customer,
  { confirm_duplicate, version, ...wanted }: CustomerInput,
  by: Person,
): Promise<void> =>
  transaction(async () => {
    const owner_id = await ownerFor(wanted.owner_id, record.owner_id, by)
    await refuseTakenCode(wanted.code, record.id)
    if (!confirm_duplicate) {
      const contacts = await contactsOf(record.id)
      const before = new Set(keysOf(record, contacts).map(({ kind, key }) => `${kind} ${key}`))
      const added = keysOf(wanted, contacts).filter(({ kind, key }) => !before.has(`${kind} ${key}`))
      await refuseDuplicates(added, record.id)
    }
    const changed = await change(
      'customers',
      { ...record, version },
      { ...wanted, owner_id, code: wanted.code ?? record.code },
      by,
    )
    if (changed) await reindex(record.id, record)
    if (owner_id !== record.owner_id) await tellOwner({ ...wanted, id: record.id, owner_id }, by)
    await bringChoices(wanted, by)
  })

async function refuseDuplicates(keys: CustomerKey[], except?: number): Promise<void> {
  const candidates = await candidatesFor(keys, except)
  if (candidates.length > 0) throw new Duplicate(candidates)
}

/** Tells the person whose customer it is from now on. */
const tellOwner = (customer: Pick<Customer, 'id' | 'name' | 'company' | 'owner_id'>, by: Person): Promise<void> =>
  notify(customer.owner_id, 'customer_given', { customer: calledOf(customer) }, `/customers/${customer.id}`, by)

async function refuseTakenCode(code: string | null, except: number | undefined): Promise<void> {
  const taken = code ? await customerByCode(code) : undefined
  if (taken && taken.id !== except) throw new Refusal('code', 'customers.code_taken', { who: calledOf(taken) })
}

/** The next free code; numbers that people gave by hand are stepped over. */
async function nextCode(): Promise<string> {
  for (;;) {
    const code = `KH-${String(await nextNumber('customer_code')).padStart(5, '0')}`
    if (!(await customerByCode(code))) return code
  }
}
