import { transaction } from '../../database/database.ts'
import { updateDerived } from '../../history/update-tracked.ts'
import { staleAfterDays } from '../../preferences/repository.ts'
import { getOpportunity, openIds } from '../repository.ts'
import { staleFrom } from './stale.ts'

/** After the days were set anew: from when each open opportunity counts as neglected. Its history has nothing to tell. */
export const refreshStaleDates = (): Promise<void> =>
  transaction(async () => {
    const days = await staleAfterDays()
    for (const id of await openIds())
      await updateDerived('opportunities', id, { stale_on: staleFrom(await getOpportunity(id), days) })
  })
