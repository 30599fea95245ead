import type { Settings } from '../settings.ts'
import type { Database } from './database.ts'
import { sqlite, sqliteReader } from './dialects/sqlite.ts'
import { migrate } from './migrate.ts'

// What speaks to PostgreSQL is loaded where it is spoken to: every thread would keep some megabytes of it.

/** Brings the database that the settings name to this program's schema. Throws WrongDatabase. */
export async function prepareDatabase({ DATABASE_URL, databaseFile }: Settings): Promise<void> {
  if (DATABASE_URL) await (await import('./dialects/postgres-migrate.ts')).migratePostgres(DATABASE_URL)
  else migrate(databaseFile)
}

/** Opens it for the main thread. */
export const openDatabase = async ({ DATABASE_URL, databaseFile }: Settings): Promise<Database> =>
  DATABASE_URL ? (await import('./dialects/postgres.ts')).postgres(DATABASE_URL) : sqlite(databaseFile)

/** Opens it for a thread that only reads. */
export const openToRead = async ({ DATABASE_URL, databaseFile }: Settings): Promise<Database> =>
  DATABASE_URL ? (await import('./dialects/postgres.ts')).postgresReader(DATABASE_URL) : sqliteReader(databaseFile)
