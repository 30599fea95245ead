import type { Reassign } from '../accounts/team.ts'
import { change } from '../history/change.ts'
import { ownedBy } from './repository.ts'

/** Gives all of a person's customers to another, each with a line in its history. */
export const reassignCustomers: Reassign = async (from, to, by) => {
  for (const customer of await ownedBy(from.id)) await change('customers', customer, { owner_id: to.id }, by)
}
