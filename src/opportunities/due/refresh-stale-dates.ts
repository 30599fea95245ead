import { transaction } from '../../database/database.ts'
import { writeDerivedColumns } from '../../history/update-tracked.ts'
import { staleAfterDays } from '../../preferences/repository.ts'
import { getOpportunity, openOpportunityIds } from '../repository.ts'
import { opportunityStaleDate } from './stale-date.ts'

/**
 * Recomputes stale_on of all open opportunities after the number of days was changed in the settings. Writes no
 * history.
 */
export const refreshOpportunityStaleDates = (): Promise<void> =>
  transaction(async () => {
    const days = await staleAfterDays()
    for (const id of await openOpportunityIds())
      await writeDerivedColumns('opportunities', id, { stale_on: opportunityStaleDate(await getOpportunity(id), days) })
  })
