import type { OwnedRecords } from '../accounts/owned-records.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { notify } from '../notifications/repository.ts'
import { countCustomersOwnedBy, customersOwnedBy } from './repository.ts'

/** Gives a person's customers to another. Each gets a history event; the new owner gets one notification. */
const reassignCustomers: NonNullable<OwnedRecords['reassign']> = async (from, to, by) => {
  const customers = await customersOwnedBy(from.id)
  for (const customer of customers) await updateTracked('customers', customer, { owner_id: to.id }, by)
  if (customers.length === 0) return
  const details = { count: customers.length, from: from.name }
  await notify(to.id, 'customers_given', details, `/customers?owner_id=${to.id}`, by)
}

/** A person's customers; a hand-over moves all of them. */
export const ownedCustomers: OwnedRecords = {
  count: async (user_id) => ({
    what: 'customers.title_page',
    count: await countCustomersOwnedBy(user_id),
    href: `/customers?owner_id=${user_id}`,
    moves: true,
  }),
  reassign: reassignCustomers,
}
