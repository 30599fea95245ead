import { execFile } from 'node:child_process'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import type { Row } from '../../src/database/tables.ts'
import type { aggregateTables } from '../../src/orders/ledger/fact-aggregates-repository.ts'
import { allDifferences } from '../../src/reports/integrity/check.ts'
import { orderDesk } from '../orders/order-fixtures.ts'

type SumName = keyof typeof aggregateTables

/**
 * Orders with entries in every table that stores derived data; each test then damages a row and checks that it is
 * reported.
 */
let desk: Awaited<ReturnType<typeof orderDesk>>
let order: number
let lines: number[]

const told = async () => {
  const differences: string[] = []
  for await (const difference of allDifferences()) differences.push(difference)
  return differences
}

/** Runs the built command on the same database. */
const command = () =>
  new Promise<{ code: number; out: string; said: string }>((resolve) => {
    const env = { ...process.env, ...desk.w.place }
    execFile(process.execPath, ['dist/src/commands/check-facts.js'], { env }, (error, out, said) =>
      resolve({ code: Number(error?.code ?? 0), out, said }),
    )
  })

beforeAll(async () => {
  desk = await orderDesk()
  const { wang, confirmed, drafted, lineIds, shipAll } = desk
  const at = await confirmed()
  order = Number(at.split('/')[2])
  lines = (await lineIds(at)).map(Number)
  await shipAll(at)
  await wang.send(`${at}/payments`, { amount: '1000' })
  await wang.send(`${at}/payments`, { amount: '200', kind: 'refund' })
  const again = await confirmed()
  await shipAll(again)
  const page = await wang.get(again)
  await wang.send(`/shipments/${page.attribute('tr[data-shipment]', 'data-shipment')}/reverse`, { reason: '误' })
  await wang.send(`${again}/payments`, { amount: '500' })
  await wang.send(`/payments/${(await wang.get(again)).attribute('tr[data-payment]', 'data-payment')}/reverse`, {
    reason: '误',
  })
  await drafted()
  const free = await confirmed({ lines: [{ product_model: 'TB-250', quantity: '1', unit_price: '0' }] })
  expect((await wang.send(`${free}/cancel`, { reason: '不要了' })).status).toBe(303)
})

test('records written by the program itself have no differences', async () => {
  expect(await told()).toEqual([])
  const { code, out } = await command()
  expect([code, out]).toEqual([0, 'No differences found.\n'])
})

const changes: [Partial<Row<'orders'>>, string][] = [
  [{ total: 1 }, 'total is 1, expected 17478000 from the lines'],
  [{ paid: 70_000 }, 'paid is 70000, expected 80000 from the payments'],
  [{ payment: 'none' }, 'payment is none, expected part from the payments'],
  [{ shipping: 'part' }, 'shipping is part, expected all from the shipments'],
  [{ status: 'completed' }, 'status is completed, expected confirmed from shipments and payments'],
]

test.each(changes)('an order changed to %j is reported', async (columns, said) => {
  const before = await orderNow()
  await write(columns)
  expect(await told()).toEqual([`order ${order}: ${said}`])
  const found = await command()
  expect([found.code, found.said, found.out]).toEqual([1, `order ${order}: ${said}\n`, 'Differences: 1.\n'])
  await write(before)
})

test('so is a line with a wrong shipped quantity', async () => {
  await writeLine(5_000)
  expect(await told()).toEqual([`order ${order}, line ${lines[1]}: shipped is 5000, expected 10000 from the shipments`])
  await writeLine(10_000)
})

test('so is a number without an order', async () => {
  const { number } = await orderNow()
  await write({ number: 'X-1' })
  expect(await told()).toEqual([`number ${number} was assigned, but no order has it`])
  await write({ number })
  expect(await told()).toEqual([])
})

test.each<[SumName, Partial<Record<'user_id' | 'quantity' | 'amount' | 'orders', number>>, string]>([
  ['sales_facts_by_order', { amount: 7 }, '"amount":7'],
  ['sales_facts_by_product', { quantity: 7 }, '"quantity":7'],
  ['sales_facts_by_category', { orders: 7 }, '"orders":7'],
  ['sales_facts_by_month', { orders: 7 }, '"orders":7'],
  ['collections_by_month', { amount: 7 }, '"amount":7'],
])('so is a row of %s with %j', async (table, doctored, said) => {
  const name = sql.table(table)
  const rows = () => sql<Record<string, unknown>>`select * from ${name}`.execute(reader()).then(({ rows }) => rows)
  const [first] = await transaction(rows)
  const set = (columns: Record<string, unknown>) =>
    sql.join(Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))
  const one = sql.join(
    Object.entries(first ?? {}).flatMap(([column, value]) =>
      value === null || column in doctored ? [] : [sql`${sql.ref(column)} = ${value}`],
    ),
    sql` and `,
  )
  await transaction(() => sql`update ${name} set ${set(doctored)} where ${one}`.execute(writer()))
  const differences = await told()
  expect(differences).toContainEqual(expect.stringMatching(new RegExp(`^${table} has .*${said}`)))
  expect(differences).toContainEqual(expect.stringMatching(new RegExp(`^${table} lacks `)))
  const before = Object.fromEntries(Object.keys(doctored).map((column) => [column, first?.[column]]))
  await transaction(() => sql`update ${name} set ${set(before)} where ${one}`.execute(writer()))
  expect(await told()).toEqual([])
})

const orderNow = () =>
  transaction(() => writer().selectFrom('orders').selectAll().where('id', '=', order).executeTakeFirstOrThrow())

const write = ({ id: _, ...columns }: Partial<Row<'orders'>>) =>
  transaction(() => writer().updateTable('orders').set(columns).where('id', '=', order).execute())

const writeLine = (shipped: number) =>
  transaction(() =>
    writer()
      .updateTable('order_lines')
      .set({ shipped })
      .where('id', '=', lines[1] ?? 0)
      .execute(),
  )
