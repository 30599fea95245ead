import type { Settings } from '../settings.ts'
import type { Database } from './database.ts'
import { sqlite, sqliteReader } from './dialects/sqlite.ts'
import { migrate } from './migrate-sqlite.ts'

// The PostgreSQL modules are imported only when needed: they take some megabytes in every thread.

/** Migrates the configured database to this program's schema. Throws WrongDatabase. */
export async function migrateConfiguredDatabase({ DATABASE_URL, databaseFile }: Settings): Promise<void> {
  if (DATABASE_URL) await (await import('./dialects/postgres-migrate.ts')).migratePostgres(DATABASE_URL)
  else migrate(databaseFile)
}

/** Opens the database for the main thread. */
export const openDatabase = async ({ DATABASE_URL, databaseFile }: Settings): Promise<Database> =>
  DATABASE_URL ? (await import('./dialects/postgres.ts')).postgres(DATABASE_URL) : sqlite(databaseFile)

/** Opens the database read-only, for a worker thread. */
export const openToRead = async ({ DATABASE_URL, databaseFile }: Settings): Promise<Database> =>
  DATABASE_URL ? (await import('./dialects/postgres.ts')).postgresReader(DATABASE_URL) : sqliteReader(databaseFile)
