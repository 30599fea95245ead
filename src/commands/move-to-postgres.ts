import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { WrongDatabase } from '../database/wrong-database.ts'
import { readEnvironmentSettings, settings, useSettings, WrongSetting } from '../settings.ts'
import { migrateToPostgres } from './migrate-to-postgres/migrate-to-postgres.ts'

const usage = 'npm run move -- postgres://USER:PASSWORD@HOST/DATABASE'

// Copies the SQLite database of DATA_DIR to an empty PostgreSQL database, compares both, and prints the next steps.
try {
  const [url, ...more] = process.argv.slice(2)
  if (!url || more.length > 0 || !URL.canParse(url) || !/^postgres(ql)?:/.test(url)) throw new WrongSetting(usage)
  useSettings(readEnvironmentSettings({ ...process.env, DATABASE_URL: '' }))
  const { databaseFile, DATA_DIR } = settings()
  if (!existsSync(databaseFile)) throw new WrongSetting(`No database found at ${databaseFile}.`)
  const began = performance.now()
  await migrateToPostgres(databaseFile, url, (table, rows) => console.log(`${rows.padStart(10)}  ${table}`))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`Moved all of ${databaseFile} in ${seconds} s; counts and sums match. The file itself is unchanged.
Start with DATABASE_URL, and set SECRET to the contents of ${join(DATA_DIR, 'secret')} so that nobody has to sign in again.`)
} catch (error) {
  if (!(error instanceof WrongSetting || error instanceof WrongDatabase)) throw error
  console.error(error.message)
  process.exitCode = 1
}
