import type { z } from 'zod'
import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { change } from '../history/change.ts'
import { note } from '../history/note.ts'
import { timestamp } from '../values/clock.ts'
import type { contactForm } from './form.ts'
import { type Contact, type Customer, insertContact } from './repository.ts'
import { reindex } from './searchable.ts'

type ContactInput = z.output<typeof contactForm>

/** Adds a further person of a customer; they are found by search and compared for duplicates too. */
export const addContact = (customer: Customer, { version: _, ...wanted }: ContactInput, by: Person): Promise<void> =>
  transaction(async () => {
    await insertContact({
      ...wanted,
      customer_id: customer.id,
      created_at: timestamp(),
      created_by: by.id,
    })
    await note('customers', customer.id, 'contact_added', { new: wanted.name }, by)
    await reindex(customer.id)
  })

/** Saves a contact over the version that the form was shown. Throws Stale. */
export const saveContact = (record: Contact, { version, ...wanted }: ContactInput, by: Person): Promise<void> =>
  transaction(async () => {
    if (await change('contacts', { ...record, version }, wanted, by))
      await note('customers', record.customer_id, 'contact_changed', { new: wanted.name }, by)
    await reindex(record.customer_id)
  })
