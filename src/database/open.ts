import type { Settings } from '../settings.ts'
import type { Database } from './database.ts'
import { postgres, postgresReader } from './dialects/postgres.ts'
import { migratePostgres } from './dialects/postgres-migrate.ts'
import { sqlite, sqliteReader } from './dialects/sqlite.ts'
import { migrate } from './migrate.ts'

/** Brings the database that the settings name to this program's schema. Throws WrongDatabase. */
export async function prepareDatabase({ DATABASE_URL, databaseFile }: Settings): Promise<void> {
  if (DATABASE_URL) await migratePostgres(DATABASE_URL)
  else migrate(databaseFile)
}

/** Opens it for the main thread. */
export const openDatabase = ({ DATABASE_URL, databaseFile }: Settings): Database =>
  DATABASE_URL ? postgres(DATABASE_URL) : sqlite(databaseFile)

/** Opens it for a thread that only reads. */
export const openToRead = ({ DATABASE_URL, databaseFile }: Settings): Database =>
  DATABASE_URL ? postgresReader(DATABASE_URL) : sqliteReader(databaseFile)
