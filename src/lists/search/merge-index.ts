import { setTimeout as wait } from 'node:timers/promises'
import { perDatabase, transaction } from '../../database/database.ts'
import { mergeSearchIndex, type Searchable } from './search-index.ts'

const tables: Searchable[] = ['customers', 'products', 'opportunities', 'orders']

/** Pages of an index merged in one transaction, which takes some hundredths of a second. */
const pagesPerStep = 200
/** Milliseconds between two such transactions, in which others can write. */
const defaultPauseMs = 100

/** Tables whose index may have many segments; at the start all, since nothing is known about them yet. */
const pendingTables = perDatabase(() => new Set(tables))

/** Schedules a merge of all indexes: after many writes, and once a day. An index with one segment costs nothing. */
export function markForOptimize(): void {
  for (const table of tables) pendingTables().add(table)
}

/**
 * Merges the segments of indexes that have grown, in small steps. SQLite adds a segment with each commit and merges
 * sixteen once there are that many, whatever their size: a save that reaches sixteen would wait while what an import
 * wrote is merged (limit of a save: 15 ms; it took half a second).
 */
export async function optimizeIndexes(shouldContinue: () => boolean, pauseMs = defaultPauseMs): Promise<void> {
  const pending = pendingTables()
  for (const table of [...pending]) {
    // Removed before the merge: what is written during it may need another one.
    pending.delete(table)
    let isMerged = false
    try {
      isMerged = await mergeTable(table, shouldContinue, pauseMs)
    } finally {
      if (!isMerged) pending.add(table)
    }
  }
}

/** Whether the merge was completed. */
async function mergeTable(table: Searchable, shouldContinue: () => boolean, pauseMs: number): Promise<boolean> {
  for (let first = true, more = true; more; first = false) {
    if (!shouldContinue()) return false
    more = await transaction(() => mergeSearchIndex(table, pagesPerStep, first))
    if (more) await wait(pauseMs)
  }
  return true
}
