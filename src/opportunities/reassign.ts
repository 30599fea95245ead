import { setImmediate as breathe } from 'node:timers/promises'
import type { Reassign } from '../accounts/team.ts'
import { openIds } from './repository.ts'
import { giveTo } from './save.ts'

/** Gives a person's open opportunities to another, each with a line in its history; what is closed stays with its author. */
export const reassignOpportunities: Reassign = async (from, to, by) => {
  for (const [done, id] of (await openIds(from.id)).entries()) {
    // As with customers: others are served meanwhile.
    if (done % 50 === 0) await breathe()
    await giveTo(id, to.id, by)
  }
}
