import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { dropDatabase, freshDatabase, onPostgres } from '../database/fresh.ts'
import type { Place } from '../tools/crash-test/environment.ts'

/** Settings for a separate process: an empty folder and, if these tests run on PostgreSQL, an empty database. */
export async function emptyPlace(): Promise<Place> {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'salesbook-'))
  const DATABASE_URL = onPostgres ? await freshDatabase() : undefined
  afterAll(async () => {
    if (DATABASE_URL) await dropDatabase(DATABASE_URL)
    rmSync(DATA_DIR, { recursive: true, force: true })
  })
  return DATABASE_URL ? { DATA_DIR, DATABASE_URL, SECRET: 'of-faults-and-of-nothing-else-at-all' } : { DATA_DIR }
}
