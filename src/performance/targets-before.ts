import { accounts } from '../accounts/repository.ts'
import { addMonths } from '../values/days.ts'
import type { Indicator } from './indicators.ts'
import { type Assessed, shifted } from './period.ts'
import { cellKey, type Target, targetsIn } from './targets-repository.ts'

/** The targets of the year before, moved into this year's cells, of those who sell now and only where there are none. */
export async function blanksFromBefore(year: Assessed, indicator: Indicator, kept: Target[]): Promise<Target[]> {
  const [before, people] = await Promise.all([targetsIn(shifted(year, -1), null), accounts()])
  const selling = new Set(
    people.filter(({ active, role }) => active === 1 && role === 'salesperson').map(({ id }) => id),
  )
  const taken = new Set(kept.map(cellKey))
  return before
    .filter((target) => target.indicator === indicator && selling.has(target.user_id))
    .map((target) => ({ ...target, month: addMonths(`${target.month}-01`, 12).slice(0, 7) }))
    .filter((target) => !taken.has(cellKey(target)))
}
