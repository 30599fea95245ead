import { createServer } from 'node:http'
import express from 'express'
import { accountByName } from '../../../../src/accounts/repository.ts'
import { customerListPage } from '../../../../src/customers/pages.ts'
import { useDatabase } from '../../../../src/database/database.ts'
import { sqliteReader } from '../../../../src/database/dialects/sqlite.ts'
import { handbookLinkForRoute } from '../../../../src/help/section-of-page.ts'
import { menu } from '../../../../src/menu.ts'
import { unreadCount } from '../../../../src/notifications/repository.ts'
import { companyName } from '../../../../src/preferences/repository.ts'
import { readEnvironmentSettings, settings, useSettings } from '../../../../src/settings.ts'
import {
  announceSpeculationRules,
  compressResponses,
  privatePages,
  securityHeaders,
  serverTiming,
} from '../../../../src/web/middleware/headers.ts'
import { traceOfRequest } from '../../../../src/web/middleware/log.ts'
import { sender } from '../../../../src/web/send.ts'
import { newToken } from '../../../../src/web/session/csrf.ts'

// Serves the manager's customer list from data read once at the start: view, compression and headers, no session and no
// database. The cost of those is measured against it.
useSettings(readEnvironmentSettings(process.env))
const database = sqliteReader(settings().databaseFile)
useDatabase(database)
const account = await accountByName('manager')
if (!account) throw new Error('there is no manager')
const person = { ...account, must_change: false }
const listPage = await customerListPage({}, person)
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
  help: handbookLinkForRoute,
})
const session = { user_id: person.id, csrf: newToken() }
const app = express()
app.disable('x-powered-by')
app.set('etag', false)
app.use(serverTiming(), securityHeaders(), compressResponses(), privatePages)
app.get('/healthz', (_req, res) => void res.type('text').send('ok'))
app.use((req, _res, next) => {
  Object.assign(req, { session })
  next()
}, announceSpeculationRules)
app.get('/customers', async (req, res) => {
  traceOfRequest(req).route = '/customers'
  await send(req, res, person, listPage)
})

const server = createServer(app)
server.listen(settings().PORT, settings().HOST, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object')
    console.log(`The yardstick is on http://127.0.0.1:${address.port}`)
})
