import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findAccount } from '../../src/accounts/repository.ts'
import { deactivate } from '../../src/accounts/team.ts'
import { Busy, reader, transaction, writer } from '../../src/database/database.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'
import { settings } from '../../src/settings.ts'
import { type Visitor, world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
let chen: Visitor
beforeAll(async () => {
  w = await world()
  chen = await w.as('陈静')
})
afterEach(() => {
  vi.restoreAllMocks()
})

const counters = () => reader().selectFrom('counters').select('name').execute()
const count = (name: string) => writer().insertInto('counters').values({ name, value: 1 }).execute()

describe('what a transaction leaves unawaited', () => {
  test('is not written after it has failed', async () => {
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

  test('nor in another’s that follows', async () => {
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

describe('another process that holds the file', () => {
  const locked = () => {
    const other = new Sqlite(settings().databaseFile)
    other.exec('begin immediate')
    return () => {
      other.exec('rollback')
      other.close()
    }
  }

  test('makes a write wait, while pages are served', async () => {
    const release = locked()
    const sent = chen.send('/customers', { name: '等候', phone: '1' })
    for (let n = 0; n < 3; n++) expect((await chen.get('/customers')).status).toBe(200)
    expect((await chen.get('/customers?q=等候')).all('tr[data-id]')).toHaveLength(0)
    await wait(200)
    release()
    expect((await sent).status).toBe(303)
    expect((await chen.get('/customers?q=等候')).all('tr[data-id]')).toHaveLength(1)
  })

  test('keeps all who wait no longer than the first of them', async () => {
    const patient = sqlite(settings().databaseFile, undefined, 400)
    const release = locked()
    const writes = Array.from({ length: 10 }, () => patient.transact(() => Promise.resolve()))
    const outcome = await Promise.race([Promise.allSettled(writes), wait(2500)])
    release()
    await Promise.allSettled(writes)
    await patient.close()
    expect(outcome?.map((one) => one.status === 'rejected' && one.reason instanceof Busy)).toEqual(Array(10).fill(true))
  })
})

test('a full disk gives a page with a reference, and nothing half written', async () => {
  const before = await w.contents()
  const exec = Sqlite.prototype.exec
  const full = vi.spyOn(Sqlite.prototype, 'exec').mockImplementation(function (this: Sqlite.Database, sql) {
    if (sql === 'commit') throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    return exec.call(this, sql)
  })
  const answer = await chen.send('/customers', { name: '半个', phone: '1' })
  full.mockRestore()
  expect(answer.status).toBe(500)
  expect(answer.text).toMatch(/[0-9a-f]{8}/)
  expect(answer.text).not.toContain('disk')
  expect(await w.contents()).toEqual(before)
  expect((await chen.send('/customers', { name: '半个', phone: '1' })).status).toBe(303)
})

test('handing over many customers lets others be served meanwhile', async () => {
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
  await deactivate(account, w.who('王芳').id, w.who('陈静'))
  going = false
  expect(turns).toBeGreaterThanOrEqual(5)
})
