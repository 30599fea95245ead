import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '../../src/app.ts'
import { createDemo } from '../../src/commands/demo/create-demo.ts'
import { department } from '../../src/commands/demo/sales-team.ts'
import { useDatabase } from '../../src/database/database.ts'
import { sqlite } from '../../src/database/dialects/sqlite.ts'
import { migrate } from '../../src/database/migrate-sqlite.ts'
import { allDifferences } from '../../src/reports/integrity/check.ts'
import { readEnvironmentSettings, settings, useSettings } from '../../src/settings.ts'
import { setClock } from '../../src/values/clock.ts'
import { collectItems } from '../csv/files.ts'

const password = 'two-years-of-work'
/** A Wednesday, at noon in Shanghai. */
const now = () => new Date('2025-06-18T04:00:00.000Z')
const today = '2025-06-18'
const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))

let close: () => Promise<void>
/** The number that a query returns. */
let ask: (query: string, ...values: string[]) => number

beforeAll(async () => {
  useSettings(readEnvironmentSettings({ DATA_DIR: folder }))
  migrate(settings().databaseFile)
  const database = sqlite(settings().databaseFile)
  useDatabase(database)
  setClock(now)
  await createDemo(password, 100)
  // The demonstration resets the clock to the real time.
  setClock(now)
  const looking = new Sqlite(settings().databaseFile, { readonly: true })
  ask = (query, ...values) =>
    Number(
      looking
        .prepare(query)
        .pluck()
        .get(...values),
    )
  close = async () => {
    looking.close()
    await database.close()
  }
})

afterAll(async () => {
  setClock()
  await close()
  useDatabase(undefined)
  rmSync(folder, { recursive: true, force: true })
})

describe('the demonstration', () => {
  test('lets everyone sign in with the password and gives them work to do', async () => {
    const program = app()
    for (const { username } of department) {
      const agent = supertest.agent(program)
      const answer = await agent.post('/login').type('form').send({ username, password })
      expect([username, answer.status, answer.headers.location]).toEqual([username, 303, '/'])
      expect([username, (await agent.get('/')).status]).toEqual([username, 200])
    }
  })

  const threads: [string, string, number][] = [
    ['customers', 'select count(*) from customers', 350],
    [
      'customers who are there twice',
      `select count(*) from (select 1 from customer_match_keys group by kind, key having count(*) > 1)`,
      10,
    ],
    [
      'customers that two are after',
      `select count(*) from (select 1 from opportunities where closed_on is null group by customer_id having count(distinct owner_id) > 1)`,
      4,
    ],
    ['won opportunities', `select count(*) from opportunities where stage = 'won'`, 20],
    ['lost opportunities', `select count(*) from opportunities where stage = 'lost'`, 10],
    ['neglected opportunities', `select count(*) from opportunities where stale_on <= '${today}'`, 5],
    ['completed orders', `select count(*) from orders where status = 'completed'`, 2],
    [
      'overdue orders',
      `select count(*) from orders where status = 'confirmed' and due_on < '${today}' and paid < total`,
      5,
    ],
    [
      'follow-ups due today',
      `select count(*) from communications where follow_up_done_at is null and follow_up_on = '${today}'`,
      3,
    ],
    [
      'follow-ups overdue',
      `select count(*) from communications where follow_up_done_at is null and follow_up_on < '${today}'`,
      3,
    ],
    ['targets', 'select count(*) from targets', 100],
  ]
  test.each(threads)('has %s', (_, query, least) => {
    expect(ask(query)).toBeGreaterThanOrEqual(least)
  })

  test('has a company name for print', () => {
    expect(ask("select count(*) from history where subject = 'settings' and new = '上海恒岳科学仪器有限公司'")).toBe(1)
  })

  test('has sales facts and collections that agree with orders and payments', async () => {
    expect(await collectItems(allDifferences())).toEqual([])
  })

  test('contains no future events', () => {
    // Sessions use the real time, not the demonstration's clock.
    const past = /(?<!^run)_at$|^(ordered|shipped|paid|closed|touched|on)_(on|day)$/
    const columns = new Sqlite(settings().databaseFile, { readonly: true })
      .prepare(
        `select tables.name as "table", columns.name as "column" from sqlite_schema tables
         join pragma_table_info(tables.name) columns where tables.type = 'table' and tables.name not like 'sqlite_%'
         and tables.name <> 'sessions'`,
      )
      .all() as { table: string; column: string }[]
    const dated = columns.filter(({ column }) => past.test(column))
    expect(dated.length).toBeGreaterThan(20)
    for (const { table, column } of dated) {
      const limit = column.endsWith('_at') ? now().toISOString() : today
      expect([table, column, ask(`select count(*) from ${table} where ${column} > ?`, limit)]).toEqual([
        table,
        column,
        0,
      ])
    }
  })
})
