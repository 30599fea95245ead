import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { useDatabase } from '../database/database.ts'
import { sqlite } from '../database/dialects/sqlite.ts'
import { migrate } from '../database/migrate.ts'
import { today } from '../i18n/format.ts'
import { configure, readSettings, settings, WrongSetting } from '../settings.ts'
import { makeDemo } from './demo/make.ts'
import { department } from './demo/people.ts'

const password = 'two-years-of-work'

try {
  process.env.DATA_DIR = join(resolve(process.env.DATA_DIR || './data'), 'demo')
  configure(readSettings(process.env))
  await prepare()
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error
  console.error(error.message)
  process.exit(1)
}

for (const { username, name, role } of department) console.log(`${username.padEnd(14)}${name}\t${role}`)
console.log(`Each signs in with the password ${password}`)
await import('../main.ts')

/** A department that ends today: the one of an earlier day is thrown away, with whatever was tried in it. */
async function prepare(): Promise<void> {
  const { DATA_DIR, databaseFile } = settings()
  const made = join(DATA_DIR, 'made-on')
  if (existsSync(made) && readFileSync(made, 'utf8') === today()) return
  rmSync(DATA_DIR, { recursive: true, force: true })
  console.log('Two years of a department are being made; this takes about a minute.')
  migrate(databaseFile)
  const database = sqlite(databaseFile)
  useDatabase(database)
  await makeDemo(password)
  await database.close()
  useDatabase(undefined)
  writeFileSync(made, today())
}
