import { addDays } from '../../values/days.ts'
import { isOpenStage, type Stage } from '../stages.ts'

/**
 * The first business date on which an opportunity is stale: `days` after its last update, or the day after its expected
 * date if that is earlier. Null for a closed one.
 */
export function opportunityStaleDate(
  {
    stage,
    last_update_on,
    expected_close_on,
  }: { stage: Stage; last_update_on: string; expected_close_on: string | null },
  days: number,
): string | null {
  if (!isOpenStage(stage)) return null
  const staleByUpdate = addDays(last_update_on, days)
  return expected_close_on !== null && expected_close_on < staleByUpdate ? addDays(expected_close_on, 1) : staleByUpdate
}
