import './wiring.ts'
import { type Database, useDatabase } from './database/database.ts'
import { openDatabase, prepareDatabase } from './database/open.ts'
import { settings } from './settings.ts'

/**
 * Brings the database that the settings name to this program's schema and opens it for reading and writing, with all
 * features connected: the one way for a process to become one that writes. Throws WrongDatabase.
 */
export async function openToWrite(): Promise<Database> {
  await prepareDatabase(settings())
  const database = await openDatabase(settings())
  useDatabase(database)
  return database
}
