import { useDatabase } from '../database/database.ts'
import { sqliteReader } from '../database/dialects/sqlite.ts'
import { factDifferences } from '../reports/check.ts'
import { configure, readSettings, settings } from '../settings.ts'

// Recomputes the facts of all reports from the orders and prints where they differ; exit 1 where one does.
configure(readSettings(process.env))
const database = sqliteReader(settings().databaseFile)
useDatabase(database)
let found = 0
for await (const difference of factDifferences()) {
  found++
  console.error(difference)
}
console.log(found === 0 ? 'The facts are what the orders say.' : `${found} differences between facts and orders.`)
process.exitCode = found === 0 ? 0 : 1
await database.close()
