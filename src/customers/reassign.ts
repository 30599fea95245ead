import type { OwnedRecords } from '../accounts/owned-records.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { notify } from '../notifications/repository.ts'
import { countOwnedBy, ownedBy } from './repository.ts'

/** Gives all of a person's customers to another, each with a line in its history; the other is told once. */
const reassignCustomers: NonNullable<OwnedRecords['reassign']> = async (from, to, by) => {
  const customers = await ownedBy(from.id)
  for (const customer of customers) await updateTracked('customers', customer, { owner_id: to.id }, by)
  if (customers.length === 0) return
  const told = { count: customers.length, from: from.name }
  await notify(to.id, 'customers_given', told, `/customers?owner_id=${to.id}`, by)
}

/** The customers a person has; a hand-over moves all of them. */
export const ownedCustomers: OwnedRecords = {
  count: async (user_id) => ({
    what: 'customers.title_page',
    count: await countOwnedBy(user_id),
    href: `/customers?owner_id=${user_id}`,
    moves: true,
  }),
  reassign: reassignCustomers,
}
