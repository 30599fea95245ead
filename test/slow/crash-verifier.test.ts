import Sqlite from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { readEnvironmentSettings, settings, useSettings } from '../../src/settings.ts'
import { run } from '../database/fresh.ts'
import { emptyPlace } from '../faults/fault-environment.ts'
import { differences, missingRecords } from '../tools/crash-test/assertions.ts'
import { browsers, firstPassword } from '../tools/crash-test/browsers.ts'
import { writerFor, writeUntilGone } from '../tools/crash-test/client.ts'
import { withQueries } from '../tools/crash-test/verify.ts'
import { start } from '../tools/program/program.ts'

/** Proves that the checks after a crash find damage, by damaging a database on purpose. */
beforeAll(async () => {
  const place = await emptyPlace()
  useSettings(readEnvironmentSettings(place))
  const program = await start('src/main.js', place.DATA_DIR, { ...place, MANAGER_PASSWORD: firstPassword })
  const [who] = await browsers(program.origin, 1)
  if (!who) throw new Error('nobody came')
  let count = 0
  let stopped: Promise<void> | undefined
  const told = () => {
    if (++count === 80) stopped = program.stop()
  }
  await writeUntilGone(writerFor(who), () => `act ${count}.`, seededRandom(1), told)
  await stopped
})

/** Runs statements that damage the database. On SQLite also a foreign key, which PostgreSQL would not allow. */
async function doctor(statements: string[]): Promise<void> {
  const { DATABASE_URL, databaseFile } = settings()
  if (DATABASE_URL) return void (await run(DATABASE_URL, statements.join(';')))
  const connection = new Sqlite(databaseFile)
  connection.pragma('foreign_keys = off')
  connection.exec([...statements, 'update order_lines set order_id = 999999 where id = 1'].join(';'))
  connection.close()
}

test('lost, duplicated and half-done writes are all detected', async () => {
  const at = settings()
  const name = await withQueries(at, (look) => look.value("select name from customers where name like 'act %' limit 1"))
  const kept = { statement: 'select count(*) from customers where name = ?', value: String(name) }
  const sent = { path: '/customers', form: {}, once: '', kept }
  expect([...(await missingRecords(at, [sent])), ...(await differences(at))]).toEqual([])
  expect(await missingRecords(at, [{ ...sent, kept: { ...kept, value: 'nobody' } }])).toEqual([
    '/customers: nobody was acknowledged and is there 0 times',
  ])
  await doctor([
    "update orders set number = 'SO-900000' where id = (select max(id) from orders where number is not null)",
    "update imports set state = 'done', file_name = 'another.csv'",
    'update orders set paid = paid + 1 where id = (select max(order_id) from payments)',
  ])
  const found = (await missingRecords(at, [])).join('\n')
  expect(found).toMatch(/numbers are given up to 900000/)
  expect(found).toMatch(/import \d+ is done, and not all of its rows are there/)
  if (!at.DATABASE_URL) expect(found).toMatch(/foreign_key_check: .*order_lines/)
  expect(await differences(at)).not.toEqual([])
})
