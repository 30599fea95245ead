import { addDays } from '../../values/days.ts'
import { isOpen, type Stage } from '../stages.ts'

/**
 * The first business day on which an opportunity counts as neglected: so many days after its last update, or the day
 * after its expected date where that comes first. Null for one that is closed.
 */
export function staleFrom(
  {
    stage,
    last_update_on,
    expected_close_on,
  }: { stage: Stage; last_update_on: string; expected_close_on: string | null },
  days: number,
): string | null {
  if (!isOpen(stage)) return null
  const silent = addDays(last_update_on, days)
  return expected_close_on !== null && expected_close_on < silent ? addDays(expected_close_on, 1) : silent
}
