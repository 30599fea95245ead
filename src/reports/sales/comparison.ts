import type { DayRange } from '../../values/days.ts'
import { periodRange, periodsIn } from '../../values/periods.ts'
import { isPeriodGrouping } from '../engine/period-names.ts'
import type { Dimension } from './dimensions.ts'
import type { SalesParameters } from './parameters.ts'

/** A period of the range and the one it is compared with; null where one range has fewer periods than the other. */
export interface PeriodPair {
  own: string | null
  compared: string | null
}

/**
 * The periods of the range and of the compared one, paired in order. A row is known by its position here, as one
 * period may stand on both sides: 2026 with 2025, and 2027 with 2026. Empty for other groupings.
 */
export function pairedPeriods({ from, to, compared }: SalesParameters, dimension: Dimension): PeriodPair[] {
  if (!isPeriodGrouping(dimension)) return []
  const ownPeriods = periodsIn({ from, to }, dimension)
  const comparedPeriods = compared ? periodsIn(compared, dimension) : []
  return Array.from({ length: Math.max(ownPeriods.length, comparedPeriods.length) }, (_, index) => ({
    own: ownPeriods[index] ?? null,
    compared: comparedPeriods[index] ?? null,
  }))
}

/** The days of a range that are in all these periods; null if there are none. */
export function daysWithin(range: DayRange, periods: string[]): DayRange | null {
  const ranges = [range, ...periods.map(periodRange)]
  const from = ranges.map((each) => each.from).reduce((a, b) => (a > b ? a : b))
  const to = ranges.map((each) => each.to).reduce((a, b) => (a < b ? a : b))
  return from <= to ? { from, to } : null
}
