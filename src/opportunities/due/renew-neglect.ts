import { setImmediate as breathe } from 'node:timers/promises'
import { transaction } from '../../database/database.ts'
import { derive } from '../../history/change.ts'
import { neglectDays } from '../../preferences/repository.ts'
import { openIds, opportunityAsItStands } from '../repository.ts'
import { neglectedFrom } from './neglect.ts'

/** After the days were set anew: from when each open opportunity counts as neglected. Its history has nothing to tell. */
export const renewNeglect = (): Promise<void> =>
  transaction(async () => {
    const days = await neglectDays()
    for (const [done, id] of (await openIds()).entries()) {
      // SQLite answers at once, so without this nobody would be served until the last of thousands.
      if (done % 50 === 0) await breathe()
      await derive('opportunities', id, { neglected_on: neglectedFrom(await opportunityAsItStands(id), days) })
    }
  })
