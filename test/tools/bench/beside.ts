import { judged } from './limits.ts'
import type { Measured, Row } from './rows.ts'

/** What was measured of a smaller department, by what it is called there and here. */
export type Smaller = Map<string, Row>

/** So much more may a page take of the larger one: half as much again. */
const mostGrowth = 1.5

/** What a row is called in departments of any size: how many are taken in turn, and which page is the last, differ. */
export const called = ({ part, what }: { part: string; what: string }): string =>
  `${part}, ${what.replace(/ \(\d+ in turn\)/, '').replace(/(deepest page), \d+/, '$1')}`

/** The same of the smaller one; undefined where it was not measured. */
export const besideOf = (smaller: Smaller, row: { part: string; what: string }): Row | undefined =>
  smaller.get(called(row))

/** Those that grew by more than they may, with their medians. Reports grow with what they add up, and files with what they hold. */
export function grown({ rows }: Measured, smaller: Smaller): { what: string; from: number; to: number }[] {
  return rows.flatMap((row) => {
    if ('value' in row || ['reports', 'exports', 'imports', 'under load'].includes(row.part)) return []
    const from = besideOf(smaller, row)?.server.median
    const to = row.server.median
    return from !== undefined && to > from * mostGrowth ? [{ what: `${row.part}, ${row.what}`, from, to }] : []
  })
}

/** How many limits the smaller one keeps, of how many. */
export function keptBy(smaller: Smaller): { kept: number; of: number } {
  const verdicts = [...smaller.values()].flatMap((row) => judged(row) ?? [])
  return { kept: verdicts.filter(({ kept }) => kept).length, of: verdicts.length }
}
