import { createServer } from 'node:http'
import { firstAccount } from './accounts/team/team.ts'
import { app } from './app.ts'
import type { Database } from './database/database.ts'
import { errorCode, isDiskFull } from './database/error-codes.ts'
import { WrongDatabase } from './database/wrong-database.ts'
import { shutDownGracefully } from './graceful-shutdown.ts'
import { startRunner } from './jobs/runner.ts'
import { closePool } from './jobs/worker-pool.ts'
import { configure, readSettings, settings, WrongSetting } from './settings.ts'
import { openToWrite } from './startup.ts'
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
shutDownGracefully(server, [stopSchedule, stopRunner, closePool, () => database.close()])

/** Opens the database and creates the first account if there is none. */
async function prepare(): Promise<Database> {
  configure(readSettings(process.env))
  const opened = await openToWrite()
  const notice = await firstAccount()
  if (notice) console.log(notice)
  return opened
}

/** Why the program does not start: one line if the person who starts it can fix that. */
function startFailure(error: unknown): unknown {
  if (error instanceof WrongSetting || error instanceof WrongDatabase) return error.message
  if (isDiskFull(errorCode(error))) return 'the disk is full: free up space and start again; no saved data is lost'
  return error
}
