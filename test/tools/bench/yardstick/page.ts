import { createServer } from 'node:http'
import express from 'express'
import { accountByName } from '../../../../src/accounts/repository.ts'
import { customerListPage } from '../../../../src/customers/pages.ts'
import { useDatabase } from '../../../../src/database/database.ts'
import { sqliteReader } from '../../../../src/database/dialects/sqlite.ts'
import { helpFor } from '../../../../src/help/sections.ts'
import { menu } from '../../../../src/menu.ts'
import { unreadCount } from '../../../../src/notifications/repository.ts'
import { companyName } from '../../../../src/preferences/repository.ts'
import { configure, readSettings, settings } from '../../../../src/settings.ts'
import {
  compressResponses,
  privatePages,
  securityHeaders,
  serverTiming,
  speculationRules,
} from '../../../../src/web/middleware/headers.ts'
import { traceOf } from '../../../../src/web/middleware/log.ts'
import { sender } from '../../../../src/web/send.ts'
import { newToken } from '../../../../src/web/session/csrf.ts'

// The customer list as the manager sees it, with everything that the database says read once: its view, compression and
// headers, and nothing else. What the program does besides is measured against it.
configure(readSettings(process.env))
const database = sqliteReader(settings().databaseFile)
useDatabase(database)
const account = await accountByName('manager')
if (!account) throw new Error('there is no manager')
const person = { ...account, must_change: false }
const shown = await customerListPage({}, person)
const [company, unread] = [await companyName(), await unreadCount(person.id)]
const fixedMenu = await Promise.all(
  menu.map(async ({ count, ...entry }) => {
    const counted = (await count?.(person)) ?? 0
    return { ...entry, count: () => Promise.resolve(counted) }
  }),
)
await database.close()

const send = sender(fixedMenu, {
  company: () => Promise.resolve(company),
  unread: () => Promise.resolve(unread),
  help: helpFor,
})
const session = { user_id: person.id, csrf: newToken() }
const made = express()
made.disable('x-powered-by')
made.set('etag', false)
made.use(serverTiming(), securityHeaders(), compressResponses(), privatePages)
made.get('/healthz', (_req, res) => void res.type('text').send('ok'))
made.use((req, _res, next) => {
  Object.assign(req, { session })
  next()
}, speculationRules)
made.get('/customers', async (req, res) => {
  traceOf(req).route = '/customers'
  await send(req, res, person, shown)
})

const server = createServer(made)
server.listen(settings().PORT, settings().HOST, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object')
    console.log(`The yardstick is on http://127.0.0.1:${address.port}`)
})
