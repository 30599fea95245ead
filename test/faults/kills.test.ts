import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { chance } from '../../src/commands/demo/random.ts'
import { kill } from '../../src/commands/faults/kills.ts'
import { differences, lacks } from '../../src/commands/faults/proof.ts'

/** A pulled plug, a hundred times; `npm run faults` does it as often as is wanted. */
const folder = mkdtempSync(join(tmpdir(), 'salesbook-'))
const file = join(folder, 'salesbook.db')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('killed a hundred times while it writes, the program loses nothing and leaves nothing half done', async () => {
  const outcome = await kill(folder, 100, chance(Math.floor(Math.random() * 1e6)))
  expect(outcome.lacking).toEqual([])
  expect(outcome.kills).toBe(100)
  expect(outcome.acknowledged).toBeGreaterThan(100)
  expect(outcome.repeated).toBeGreaterThan(50)
}, 600_000)

test('whatever was lost, doubled or half done would have been told', async () => {
  const doctor = new Sqlite(file)
  const name = String(doctor.prepare("select name from customers where name like 'act %' limit 1").pluck().get())
  const sent = { path: '/customers', form: {}, once: '', kept: { statement: '', value: name } }
  const kept = { ...sent.kept, statement: 'select count(*) from customers where name = ?' }
  expect(lacks(file, [{ ...sent, kept }])).toEqual([])
  expect(lacks(file, [{ ...sent, kept: { ...kept, value: 'nobody' } }])).toEqual([
    '/customers: nobody was acknowledged and is there 0 times',
  ])
  doctor.pragma('foreign_keys = off')
  doctor.exec(`update orders set number = 'SO-900000' where id = (select max(id) from orders where number is not null)`)
  doctor.exec('update order_lines set order_id = 999999 where id = (select max(id) from order_lines)')
  doctor.exec(`update imports set state = 'done' where state = 'preview'`)
  doctor.exec('update orders set paid = paid + 1 where id = (select max(order_id) from payments)')
  doctor.close()
  const found = lacks(file, []).join('\n')
  expect(found).toMatch(/numbers are given up to 900000/)
  expect(found).toMatch(/foreign_key_check: .*order_lines/)
  expect(found).toMatch(/import \d+ is done, and not all of its rows are there/)
  expect(await differences(file)).not.toEqual([])
})
