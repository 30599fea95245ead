import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findAccount } from '../../src/accounts/repository.ts'
import { deactivateAccount } from '../../src/accounts/team/manage-accounts.ts'
import { DatabaseBusy, reader, transaction, writer } from '../../src/database/database.ts'
import { postgres, writersLock } from '../../src/database/dialects/postgres.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'
import { settings } from '../../src/settings.ts'
import { type SignedInClient, testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const counters = () => reader().selectFrom('counters').select('name').execute()
const count = (name: string) => writer().insertInto('counters').values({ name, value: 1 }).execute()

describe('an unawaited statement', () => {
  test('is not written after its transaction has failed', async () => {
    let stray: Promise<unknown> = Promise.resolve()
    const failed = transaction(async () => {
      stray = count('stray')
      stray.catch(() => undefined)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await Promise.allSettled([stray])
    expect(await counters()).not.toContainEqual({ name: 'stray' })
  })

  test('is not written in the next transaction', async () => {
    let stray: Promise<unknown> = Promise.resolve()
    const first = transaction(async () => {
      const query = writer().insertInto('counters').values({ name: 'late', value: 1 })
      stray = wait(20).then(() => query.execute())
      stray.catch(() => undefined)
    })
    const second = transaction(() => wait(100))
    await Promise.all([first, second])
    await expect(stray).rejects.toThrow('not awaited')
    expect(await counters()).not.toContainEqual({ name: 'late' })
  })
})

describe('another process that writes', () => {
  const locked = async () => {
    const { DATABASE_URL, databaseFile } = settings()
    if (DATABASE_URL) {
      const other = new pg.Client({ connectionString: DATABASE_URL })
      await other.connect()
      await other.query(`begin; select pg_advisory_xact_lock(${writersLock})`)
      return () => other.end()
    }
    const other = new Sqlite(databaseFile)
    other.exec('begin immediate')
    return () => Promise.resolve(void other.close())
  }
  const openPatient = (patience: number) => {
    const { DATABASE_URL, databaseFile } = settings()
    return DATABASE_URL ? postgres(DATABASE_URL, patience) : sqlite(databaseFile, patience)
  }

  test('makes a write wait, while pages are still served', async () => {
    const release = await locked()
    const sent = chen.send('/customers', { name: '等候', phone: '1' })
    for (let n = 0; n < 3; n++) expect((await chen.get('/customers')).status).toBe(200)
    expect((await chen.get('/customers?q=等候')).all('tr[data-id]')).toHaveLength(0)
    await wait(200)
    await release()
    expect((await sent).status).toBe(303)
    expect((await chen.get('/customers?q=等候')).all('tr[data-id]')).toHaveLength(1)
  })

  test('makes all waiting writes time out together with the first', async () => {
    const patient = openPatient(1000)
    const release = await locked()
    const writes = Array.from({ length: 40 }, () => patient.transact(() => Promise.resolve()))
    const outcome = await Promise.race([Promise.allSettled(writes), wait(20_000)])
    await release()
    await Promise.allSettled(writes)
    await patient.close()
    expect(outcome?.map((one) => one.status === 'rejected' && one.reason instanceof DatabaseBusy)).toEqual(
      Array(40).fill(true),
    )
  })
})

test('reassigning many customers lets other requests run meanwhile', async () => {
  const id = await w.customer({ owner: '李强' })
  await transaction(async () => {
    const { id: _, ...row } = await reader()
      .selectFrom('customers')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    for (let n = 0; n < 500; n++)
      await writer()
        .insertInto('customers')
        .values({ ...row, code: `many-${n}` })
        .execute()
  })
  const account = await findAccount(w.who('李强').id)
  if (!account) throw new Error('the account is not there')
  let turns = 0
  let going = true
  const turn = (): void => {
    turns++
    if (going) setImmediate(turn)
  }
  setImmediate(turn)
  await deactivateAccount(account, w.who('王芳').id, w.who('陈静'))
  going = false
  expect(turns).toBeGreaterThanOrEqual(5)
})
