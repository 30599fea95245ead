import './wiring.ts'
import { type Database, useDatabase } from './database/database.ts'
import { migrateConfiguredDatabase, openDatabase } from './database/open.ts'
import { settings } from './settings.ts'

/**
 * Migrates the configured database, opens it for reading and writing, and connects the features. Every process that
 * writes starts with it. Throws WrongDatabase.
 */
export async function migrateAndOpenDatabase(): Promise<Database> {
  await migrateConfiguredDatabase(settings())
  const database = await openDatabase(settings())
  useDatabase(database)
  return database
}
