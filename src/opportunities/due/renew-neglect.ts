import { transaction } from '../../database/database.ts'
import { updateDerived } from '../../history/update-tracked.ts'
import { neglectDays } from '../../preferences/repository.ts'
import { getOpportunity, openIds } from '../repository.ts'
import { neglectedFrom } from './neglect.ts'

/** After the days were set anew: from when each open opportunity counts as neglected. Its history has nothing to tell. */
export const renewNeglect = (): Promise<void> =>
  transaction(async () => {
    const days = await neglectDays()
    for (const id of await openIds())
      await updateDerived('opportunities', id, { stale_on: neglectedFrom(await getOpportunity(id), days) })
  })
