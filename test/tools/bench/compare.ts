import { mayNotGrow, mostGrowth } from './limits.ts'
import type { Figure, Row, Smaller } from './rows.ts'

/** What a row is called in departments of any size. */
export const called = ({ part, what }: { part: string; what: string }): string => `${part}, ${what}`

/** The same of the smaller one; undefined where it was not measured. */
export const besideOf = ({ rows }: Smaller, row: { part: string; what: string }): Row | undefined =>
  rows.get(called(row))

/** How many pages may not grow by more than they may, and those that did, with their medians. */
export function growth(rows: readonly (Row | Figure)[], smaller: Smaller) {
  const compared = rows.flatMap((row) => {
    if ('value' in row || !mayNotGrow(row)) return []
    const from = besideOf(smaller, row)?.server.median
    return from === undefined ? [] : [{ what: called(row), from, to: row.server.median }]
  })
  return { of: compared.length, grown: compared.filter(({ from, to }) => to > from * mostGrowth) }
}
