import { transaction } from '../../database/database.ts'
import { derive } from '../../history/change.ts'
import { neglectDays } from '../../preferences/repository.ts'
import { openIds, opportunityAsItStands } from '../repository.ts'
import { neglectedFrom } from './neglect.ts'

/** After the days were set anew: from when each open opportunity counts as neglected. Its history has nothing to tell. */
export const renewNeglect = (): Promise<void> =>
  transaction(async () => {
    const days = await neglectDays()
    for (const id of await openIds())
      await derive('opportunities', id, { neglected_on: neglectedFrom(await opportunityAsItStands(id), days) })
  })
