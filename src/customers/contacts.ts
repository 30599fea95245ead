import type { z } from 'zod'
import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { recordEvent } from '../history/record-event.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { timestamp } from '../values/clock.ts'
import type { contactForm } from './form.ts'
import { type Contact, type Customer, insertContact } from './repository.ts'
import { reindexCustomer } from './search-text-and-keys.ts'

type ContactInput = z.output<typeof contactForm>

/** Adds a contact to a customer. Search and duplicate check include contacts. */
export const addContact = (customer: Customer, { version: _, ...wanted }: ContactInput, by: Person): Promise<void> =>
  transaction(async () => {
    await insertContact({
      ...wanted,
      customer_id: customer.id,
      created_at: timestamp(),
      created_by: by.id,
    })
    await recordEvent('customers', customer.id, 'contact_added', { new: wanted.name }, by)
    await reindexCustomer(customer.id)
  })

/** Saves a contact. Throws VersionConflict if its version is not the form's. */
export const saveContact = (record: Contact, { version, ...wanted }: ContactInput, by: Person): Promise<void> =>
  transaction(async () => {
    if (await updateTracked('contacts', { ...record, version }, wanted, by))
      await recordEvent('customers', record.customer_id, 'contact_changed', { new: wanted.name }, by)
    await reindexCustomer(record.customer_id)
  })
