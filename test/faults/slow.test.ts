import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { settings } from '../../src/settings.ts'
import { run } from '../database/fresh.ts'
import { testApp } from '../test-app.ts'

/** A client downloads a large file very slowly. */
const w = await testApp()
const chen = await w.as('陈静')
const server = createServer(w.program)
const rows = 2500

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const id = await w.customer({ notes: '长'.repeat(5000) })
  const { id: _, ...one } = await reader()
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await transaction(async () => {
    for (let n = 1; n < rows; n++)
      await writer()
        .insertInto('customers')
        .values({ ...one, code: `COPY${n}` })
        .execute()
  })
})
afterAll(() => new Promise((closed) => server.close(closed)))

/** No open transaction makes the database keep old row versions. */
async function nothingHeld(): Promise<void> {
  const { DATABASE_URL, databaseFile } = settings()
  if (DATABASE_URL) {
    const held =
      "backend_type = 'client backend' and datname = current_database() and pid <> pg_backend_pid() and (backend_xmin is not null or xact_start is not null)"
    expect(await run(DATABASE_URL, `select pid, state from pg_stat_activity where ${held}`)).toEqual([])
    return
  }
  const file = new Sqlite(databaseFile, { timeout: 0 })
  expect(file.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }])
  file.close()
}

test('a slow download blocks nobody, keeps no old state of the database, and arrives complete', async () => {
  const { port } = server.address() as AddressInfo
  const slow = connect(port, '127.0.0.1')
  slow.pause()
  const asked = ['GET /customers.csv HTTP/1.1', 'host: 127.0.0.1', `cookie: ${chen.cookie('/')}`, 'connection: close']
  slow.write(`${asked.join('\r\n')}\r\n\r\n`)
  await new Promise<void>((begun) => slow.once('readable', begun))

  expect((await chen.send('/customers', { name: '后来的', phone: '13900001111' })).status).toBe(303)
  expect((await chen.get('/customers?q=后来的')).all('tr[data-id]')).toHaveLength(1)
  await nothingHeld()

  const parts: Buffer[] = []
  slow.on('data', (part: Buffer) => parts.push(part))
  slow.resume()
  await new Promise((ended) => slow.once('close', ended))
  const text = Buffer.concat(parts).toString('utf8')
  expect(text.match(/COPY\d+/g)).toHaveLength(rows - 1)
  expect(text.length).toBeGreaterThan(rows * 5000)
  expect(text).not.toContain('后来的')
})
