import { setTimeout as wait } from 'node:timers/promises'
import { dialect, ofDatabase, transaction, writer } from '../database/database.ts'
import { indexOf, type Searchable } from './gram-index.ts'

const tables: Searchable[] = ['customers', 'products', 'opportunities', 'orders']

/** So many pages of an index are written in one transaction, which takes some hundredths of a second, */
const pages = 200
/** and so long, in milliseconds, the others have the database to themselves before the next. */
const pause = 100

/** Whose parts are worth merging: at the start all, as nobody knows since when they are not. */
const grown = ofDatabase(() => new Set(tables))

/** So much was put into a table's index that its parts had better be merged soon; null: into any. */
export function hasGrown(table: Searchable | null): void {
  for (const one of table === null ? tables : [table]) grown().add(one)
}

/**
 * Merges the parts of those indexes that have grown, a little at a time. SQLite's index has a part for each commit and
 * merges sixteen when they are so many, however large one of them is: somebody's sixteenth save would wait while it merges
 * what an import wrote. What lies merged by itself is left alone for long, and is searched quicker.
 */
export async function mergeGrown(goesOn: () => boolean, between = pause): Promise<void> {
  for (const table of grown()) {
    for (let first = true, more = true; more; first = false) {
      if (!goesOn()) return
      more = await transaction(() => dialect().grams.merge(indexOf(table), pages, first, writer()))
      if (more) await wait(between)
    }
    grown().delete(table)
  }
}
