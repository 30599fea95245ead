import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { lastContactAndNextFollowUp } from '../../src/customers/communications/communications-repository.ts'
import { findCustomer } from '../../src/customers/repository.ts'
import { customerSearchText, customerSortKeys, matchKeysFrom } from '../../src/customers/search-text-and-keys.ts'
import { reader, useDatabase } from '../../src/database/database.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { matchesIndex } from '../../src/lists/search/search-index.ts'
import { getOpportunity } from '../../src/opportunities/repository.ts'
import { opportunitySearchText } from '../../src/opportunities/search-text.ts'
import { fulfilmentState } from '../../src/orders/fulfilment/fulfilment-state.ts'
import { getOrder } from '../../src/orders/repository.ts'
import { orderSearchText } from '../../src/orders/search-text.ts'
import { allDifferences } from '../../src/reports/integrity/check.ts'
import { readEnvironmentSettings, settings, useSettings } from '../../src/settings.ts'
import { dayOf } from '../../src/values/clock.ts'
import { generate } from '../tools/generate/generate.ts'

/** A small generated database: bulk inserts must give what the program's own actions would have written. */
const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
const file = join(folder, 'salesbook.db')
const last = '2026-03-31'
let looking: Sqlite.Database
let close: () => Promise<void>

const ask = (query: string): unknown => looking.prepare(query).pluck().get()

beforeAll(() => {
  useSettings(readEnvironmentSettings({ DATA_DIR: folder }))
  migrate(file)
  const now = `${last}T08:00:00.000Z`
  const zone = settings().TIME_ZONE
  generate(file, { customers: 200, orders: 2000, by: seededRandom(7), last, now, zone }, () => undefined)
  looking = new Sqlite(file, { readonly: true })
  const database = sqlite(file)
  useDatabase(database)
  close = async () => {
    useDatabase(undefined)
    await database.close()
  }
})

afterAll(async () => {
  looking.close()
  await close()
  rmSync(folder, { recursive: true, force: true })
})

test('generates as many records as requested, over five years that end on the given day', () => {
  expect(['customers', 'orders', 'opportunities'].map((table) => ask(`select count(*) from ${table}`))).toEqual([
    200, 2000, 400,
  ])
  expect([ask('select min(ordered_on) from orders'), ask('select max(ordered_on) from orders')]).toEqual([
    '2021-04-01',
    last,
  ])
  expect(ask('select 1.0 * count(*) / 2000 from order_lines')).toBeCloseTo(3, 0)
  expect(ask('select count(*) from (select 1 from customers group by name having count(*) > 1)')).toBeGreaterThan(0)
})

test('nobody can sign in, and nobody is called manager', () => {
  expect(ask("select count(*) from users where password_hash <> 'none' or username = 'manager'")).toBe(0)
})

test('the file passes the integrity check and has all indexes and triggers of a new one', () => {
  expect(ask('pragma integrity_check')).toBe('ok')
  expect(ask('select count(*) from pragma_foreign_key_check')).toBe(0)
  const fresh = join(folder, 'fresh.db')
  migrate(fresh)
  const other = new Sqlite(fresh, { readonly: true })
  const parts = (of: Sqlite.Database) =>
    of.prepare("select name from sqlite_schema where name not like 'sqlite_stat%' order by name").pluck().all()
  expect(parts(looking)).toEqual(parts(other))
  other.close()
})

test('sales facts agree with the orders, and order numbers have no gaps', async () => {
  const differences: string[] = []
  for await (const difference of allDifferences()) differences.push(difference)
  expect(differences).toEqual([])
  expect(ask('select count(distinct number) from orders')).toBe(
    ask("select value from counters where name = 'order_number'"),
  )
  expect(ask('select max(number) from orders')).toBe(
    `SO-${String(ask('select count(number) from orders')).padStart(6, '0')}`,
  )
})

test('each order’s status agrees with its lines, shipments and payments, and searches find it', async () => {
  for (let id = 1; id <= 2000; id += 37) {
    const order = await getOrder(id)
    expect(fulfilmentState(order)).toEqual({ status: order.status, shipping: order.shipping, payment: order.payment })
    expect(order.total).toBe(order.lines.reduce((sum, { amount }) => sum + amount, 0))
    expect(order.paid).toBe(ask(`select coalesce(sum(amount), 0) from payments where order_id = ${id}`))
    expect(order.search_text).toBe(orderSearchText(order, order.customer))
    expect(order.customer_owner_id).toBe(ask(`select owner_id from customers where id = ${order.customer_id}`))
    const hit = await reader()
      .selectFrom('orders')
      .select('id')
      .where(matchesIndex('orders', [order.customer.code.toLowerCase()]))
      .where('id', '=', id)
      .execute()
    expect(hit).toHaveLength(1)
  }
})

test('each customer is sorted, found and recognised as if created by the program, with communications', async () => {
  for (let id = 1; id <= 200; id += 13) {
    const customer = await findCustomer(id)
    if (!customer) throw new Error(`customer ${id} is not there`)
    expect(customer).toMatchObject({ ...customerSortKeys(customer), search_text: customerSearchText(customer, []) })
    const keys = await reader()
      .selectFrom('customer_match_keys')
      .select(['kind', 'key'])
      .where('customer_id', '=', id)
      .execute()
    expect(new Set(keys.map(({ kind, key }) => `${kind} ${key}`))).toEqual(
      new Set(matchKeysFrom(customer, []).map(({ kind, key }) => `${kind} ${key}`)),
    )
    const { last: talked, next } = await lastContactAndNextFollowUp(id)
    expect([customer.last_contact_on, customer.next_follow_up_on]).toEqual([
      talked && dayOf(new Date(talked), settings().TIME_ZONE),
      next,
    ])
  }
})

test('searches find each opportunity', async () => {
  for (let id = 1; id <= 400; id += 29) {
    const { title, search_text, customer } = await getOpportunity(id)
    expect(search_text).toBe(opportunitySearchText({ title }, customer))
  }
})
