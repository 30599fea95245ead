import { setImmediate as breathe } from 'node:timers/promises'
import type { Reassign } from '../accounts/team.ts'
import { change } from '../history/change.ts'
import { ownedBy } from './repository.ts'

/** Gives all of a person's customers to another, each with a line in its history. */
export const reassignCustomers: Reassign = async (from, to, by) => {
  for (const [done, customer] of (await ownedBy(from.id)).entries()) {
    // SQLite answers at once, so without this nobody would be served until the last of thousands.
    if (done % 50 === 0) await breathe()
    await change('customers', customer, { owner_id: to.id }, by)
  }
}
