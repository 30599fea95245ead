import { existsSync } from 'node:fs'
import { useDatabase } from '../database/database.ts'
import { openToRead } from '../database/open.ts'
import { allDifferences } from '../reports/integrity/check.ts'
import { readEnvironmentSettings, settings, useSettings, WrongSetting } from '../settings.ts'

// Recomputes order totals, sales facts and collections from orders, lines, shipments and payments, and prints the
// differences. Exit code 1 if there are any.
try {
  useSettings(readEnvironmentSettings(process.env))
} catch (error) {
  if (!(error instanceof WrongSetting)) throw error
  console.error(error.message)
  process.exit(1)
}
if (!settings().DATABASE_URL && !existsSync(settings().databaseFile)) {
  console.error(`No database found at ${settings().databaseFile}.`)
  process.exit(1)
}

const database = await openToRead(settings())
useDatabase(database)
let differences = 0
for await (const difference of allDifferences()) {
  differences++
  console.error(difference)
}
console.log(differences === 0 ? 'No differences found.' : `Differences: ${differences}.`)
process.exitCode = differences === 0 ? 0 : 1
await database.close()
