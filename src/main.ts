import { createServer } from 'node:http'
import { createFirstManager } from './accounts/team/manage-accounts.ts'
import { app } from './app.ts'
import type { Database } from './database/database.ts'
import { errorCode, isDiskFullCode } from './database/error-codes.ts'
import { WrongDatabase } from './database/wrong-database.ts'
import { migrateAndOpenDatabase } from './database-startup.ts'
import { shutDownGracefully } from './graceful-shutdown.ts'
import { startRunner } from './jobs/runner.ts'
import { closeWorkerPool } from './jobs/worker-pool.ts'
import { readEnvironmentSettings, settings, useSettings, WrongSetting } from './settings.ts'
import { ignoreOutputErrors, log } from './web/middleware/log.ts'
import { startSchedule } from './worker/schedule.ts'

ignoreOutputErrors()

const database = await prepare().catch((error: unknown) => {
  console.error(startFailure(error))
  process.exit(1)
})

const server = createServer(app())
const stopRunner = startRunner((err, job) => log.error({ err, job }, 'job failed'))
const stopSchedule = startSchedule()
const { HOST, PORT } = settings()
server.listen(PORT, HOST, () => {
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : PORT
  console.log(`Salesbook is on http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`)
})
server.on('error', (error) => {
  console.error(`can't listen on ${HOST}:${PORT}: ${error.message}`)
  process.exit(1)
})
shutDownGracefully(server, [stopSchedule, stopRunner, closeWorkerPool, () => database.close()])

/** Opens the database and creates the first account if there is none. */
async function prepare(): Promise<Database> {
  useSettings(readEnvironmentSettings(process.env))
  const opened = await migrateAndOpenDatabase()
  const notice = await createFirstManager()
  if (notice) console.log(notice)
  return opened
}

/** Why the program does not start: one line if the person who starts it can fix that. */
function startFailure(error: unknown): unknown {
  if (error instanceof WrongSetting || error instanceof WrongDatabase) return error.message
  if (isDiskFullCode(errorCode(error))) return 'the disk is full: free up space and start again; no saved data is lost'
  return error
}
