import { setTimeout as wait } from 'node:timers/promises'
import { perDatabase, transaction } from '../../database/database.ts'
import { mergeIndex, type Searchable } from './search-index.ts'

const tables: Searchable[] = ['customers', 'products', 'opportunities', 'orders']

/** So many pages of an index are written in one transaction, which takes some hundredths of a second, */
const pages = 200
/** and so long, in milliseconds, the others have the database to themselves before the next. */
const pause = 100

/** Whose parts may be many: at the start all's, as nobody knows since when they are not. */
const grown = perDatabase(() => new Set(tables))

/** Has the parts of all indexes merged soon: much was written, or a day is over. What lies in one part costs nothing. */
export function markForOptimize(): void {
  for (const one of tables) grown().add(one)
}

/**
 * Merges the parts of those indexes that have grown, a little at a time. SQLite's index has a part for each commit and
 * merges sixteen when they are so many, however large one of them is: somebody's sixteenth save would wait while it merges
 * what an import wrote (limit of a save: 15 ms; it took half a second). What lies merged is left alone for long.
 */
export async function optimizeIndexes(goesOn: () => boolean, between = pause): Promise<void> {
  const waiting = grown()
  for (const table of [...waiting]) {
    // Before, not after: what comes meanwhile may be much as well.
    waiting.delete(table)
    let isMerged = false
    try {
      isMerged = await merged(table, goesOn, between)
    } finally {
      if (!isMerged) waiting.add(table)
    }
  }
}

/** Whether it came to its end. */
async function merged(table: Searchable, goesOn: () => boolean, between: number): Promise<boolean> {
  for (let first = true, more = true; more; first = false) {
    if (!goesOn()) return false
    more = await transaction(() => mergeIndex(table, pages, first))
    if (more) await wait(between)
  }
  return true
}
