import { existsSync } from 'node:fs'
import { useDatabase } from '../database/database.ts'
import { openToRead } from '../database/open.ts'
import { allDifferences } from '../reports/integrity/check.ts'
import { configure, readSettings, settings, WrongSetting } from '../settings.ts'

// Recomputes orders from their lines, shipments and payments, the facts of all reports from the orders, and what was collected from their payments, and prints where they differ; exit 1 where one does.
try {
  configure(readSettings(process.env))
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
let found = 0
for await (const difference of allDifferences()) {
  found++
  console.error(difference)
}
console.log(found === 0 ? 'No differences found.' : `Differences: ${found}.`)
process.exitCode = found === 0 ? 0 : 1
await database.close()
