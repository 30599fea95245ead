import type { Measured } from './rows.ts'

/** The same measurement of a smaller department: medians in milliseconds by what was measured. */
export type Smaller = Map<string, number>

/** So much more may a page take of the larger one: half as much again. */
const mostGrowth = 1.5

/** What a row is called in departments of any size: how many are taken in turn, and which page is the last, differ. */
const called = (part: string, what: string): string =>
  `${part}, ${what.replace(/ \(\d+ in turn\)/, '').replace(/(deepest page), \d+/, '$1')}`

/** What of a measurement can stand beside another. */
export const mediansOf = ({ rows }: Measured): Record<string, number> =>
  Object.fromEntries(rows.flatMap((row) => ('value' in row ? [] : [[called(row.part, row.what), row.server.median]])))

/** The median of the smaller one; undefined where it has none. */
export const besideOf = (smaller: Smaller, { part, what }: { part: string; what: string }): number | undefined =>
  smaller.get(called(part, what))

/** Those that grew by more than they may, with their medians. Reports grow with what they add up, and files with what they hold. */
export function grown({ rows }: Measured, smaller: Smaller): { what: string; from: number; to: number }[] {
  return rows.flatMap((row) => {
    if ('value' in row || ['reports', 'exports', 'imports', 'under load'].includes(row.part)) return []
    const from = besideOf(smaller, row)
    const to = row.server.median
    return from !== undefined && to > from * mostGrowth ? [{ what: `${row.part}, ${row.what}`, from, to }] : []
  })
}
