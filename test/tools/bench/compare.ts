import { mayNotGrow, mostGrowth } from './limits.ts'
import type { Figure, Row, Smaller } from './rows.ts'

/** Label under which a row is compared with the same row of the smaller database. */
export const comparisonLabel = ({ part, what }: { part: string; what: string }): string => `${part}, ${what}`

/** The same row measured on the smaller database; undefined if it was not measured. */
export const smallerRowOf = ({ rows }: Smaller, row: { part: string; what: string }): Row | undefined =>
  rows.get(comparisonLabel(row))

/** How many pages were compared with the smaller database, and those whose median grew beyond the limit. */
export function growth(rows: readonly (Row | Figure)[], smaller: Smaller) {
  const compared = rows.flatMap((row) => {
    if ('value' in row || !mayNotGrow(row)) return []
    const from = smallerRowOf(smaller, row)?.server.median
    return from === undefined ? [] : [{ what: comparisonLabel(row), from, to: row.server.median }]
  })
  return { of: compared.length, grown: compared.filter(({ from, to }) => to > from * mostGrowth) }
}
