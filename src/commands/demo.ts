import { join, resolve } from 'node:path'
import { useDatabase } from '../database/database.ts'
import { migrateAndOpenDatabase } from '../database-startup.ts'
import { today } from '../i18n/format.ts'
import { readEnvironmentSettings, settings, useSettings, WrongSetting } from '../settings.ts'
import { createDemo } from './demo/create-demo.ts'
import { createDemoFolder, ForeignFolder, holdsDemoOf, markDemoComplete } from './demo/demo-folder.ts'
import { department } from './demo/sales-team.ts'

const password = 'two-years-of-work'

try {
  process.env.DATA_DIR = join(resolve(process.env.DATA_DIR || './data'), 'demo')
  // The demonstration has its own SQLite file, even if DATABASE_URL is set.
  delete process.env.DATABASE_URL
  useSettings(readEnvironmentSettings(process.env))
  await prepare()
} catch (error) {
  if (!(error instanceof WrongSetting || error instanceof ForeignFolder)) throw error
  console.error(error.message)
  process.exit(1)
}

for (const { username, name, role } of department) console.log(`${username.padEnd(14)}${name}\t${role}`)
console.log(`Password for all accounts: ${password}`)
await import('../main.ts')

/** Creates demonstration data that end today; data of an earlier day are deleted, with all changes made to them. */
async function prepare(): Promise<void> {
  const { DATA_DIR } = settings()
  if (holdsDemoOf(DATA_DIR, today())) return
  createDemoFolder(DATA_DIR)
  console.log('Creating a department with two years of data. This takes about a minute.')
  const database = await migrateAndOpenDatabase()
  await createDemo(password)
  await database.close()
  useDatabase(undefined)
  markDemoComplete(DATA_DIR, today())
}
