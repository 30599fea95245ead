import { beforeAll, describe, expect, test } from 'vitest'
import { insertAccount } from '../../src/accounts/repository.ts'
import { reader, transaction } from '../../src/database/database.ts'
import { testApp } from '../test-app.ts'
import { browserImports, northwind } from './importing.ts'

const sellers = ['nancy', 'andrew', 'janet', 'margaret', 'steven', 'michael', 'robert', 'laura', 'anne']

let w: Awaited<ReturnType<typeof testApp>>
let chen: Awaited<ReturnType<typeof w.as>>
let imports: ReturnType<typeof browserImports>
beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  imports = browserImports(chen, 'orders')
  await browserImports(chen, 'customers').all(northwind('customers'))
  await browserImports(chen, 'products').all(northwind('products-import'))
})

const sum = async (table: 'sales_facts' | 'orders', column: 'amount' | 'total') =>
  (
    await reader()
      .selectFrom(table as 'sales_facts')
      .select(({ fn }) => fn.sum<number>(column as 'amount').as('sum'))
      .executeTakeFirstOrThrow()
  ).sum

describe('the orders of Northwind', () => {
  test('ask once for each salesperson without an account', async () => {
    const { path, ...told } = await imports.preview(northwind('orders-import'))
    expect(told).toMatchObject({ state: 'preview', rows: 2155, create: 0, reject: 2155 })
    const page = await chen.get(path)
    expect(page.all('select[name^="people["]')).toHaveLength(9)
    expect(page.all('select[name^="columns["] option[selected]')).toHaveLength(11)
  })

  test('are all imported: 830 orders of 2,155 rows, to the cent', async () => {
    for (const username of sellers)
      await transaction(() =>
        insertAccount(
          { username, name: username, role: 'salesperson', locale: null, password_hash: 'x', initial_until: null },
          null,
        ),
      )
    const { path, ...told } = await imports.preview(northwind('orders-import'))
    expect(told).toMatchObject({ state: 'preview', rows: 2155, create: 830, skip: 0, reject: 0 })
    expect(await imports.commit(path)).toMatchObject({
      state: 'done',
      rows: 2155,
      create: 830,
      skip: 0,
      reject: 0,
      done: 2155,
    })
    expect(await sum('orders', 'total')).toBe(126579329)
    expect(await sum('sales_facts', 'amount')).toBe(126579329)
    const order = await chen.get('/orders?q=10248')
    expect(order.all('tr[data-id]')).toHaveLength(1)
    const counters = await reader().selectFrom('counters').selectAll().where('name', '=', 'order_number').execute()
    expect(counters).toEqual([])
  })

  test('are matched again by their numbers', async () => {
    const told = await imports.preview(northwind('orders-import'))
    expect(told).toMatchObject({ rows: 2155, create: 0, skip: 830, reject: 0 })
  })
})

const orderNumbered = async (number: string): Promise<number> =>
  (await reader().selectFrom('orders').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id

const header =
  'number,customer,owner,ordered_on,status,product_model,quantity,unit_price,discount_percent,shipped_on,paid_on,paid_amount'
const preview = (...rows: string[]) => imports.preview([header, ...rows].join('\n'))

test('one invalid row rejects its whole order, wherever the row is', async () => {
  const { path, ...told } = await preview(
    'W-1,Alfreds Futterkiste,nancy,2026-01-05,,1,2,10,,,,',
    'W-2,Alfreds Futterkiste,nancy,2026-01-05,,1,2,10,,,,',
    'W-1,,,,,999,1,,,,,',
    'W-1,,,,,2,1,1E+3,,,,',
    'W-2,,,,,2,1,5.25,10,,,',
    'W-3,Nobody,nancy,05.01.2026,,1,1,,,,,',
    'W-4,Alfreds Futterkiste,nancy,2026-01-05,,1,1,,,,,',
    'W-4,Alfreds Futterkiste,nancy,2026-01-06,,2,1,,,,,',
    ',Alfreds Futterkiste,nancy,2026-01-06,,2,1,,,,,',
  )
  expect(told).toMatchObject({ rows: 9, create: 1, reject: 7 })
  const rows = await imports.rows(path, '?action=reject')
  expect(rows.find((row) => /^2\D/.test(row))).toContain('同一订单的第 4 行未通过')
  expect(rows.find((row) => /^4\D/.test(row))).toContain('999')
  expect(rows.find((row) => /^7\D/.test(row))).toContain('找不到客户 Nobody')
  expect(rows.find((row) => /^9\D/.test(row))).toContain('与同一订单的第 8 行不一致')
  expect(await imports.commit(path)).toMatchObject({ state: 'done', create: 1, reject: 7 })
  const order = await reader().selectFrom('orders').selectAll().where('number', '=', 'W-2').executeTakeFirstOrThrow()
  expect(order).toMatchObject({ total: 2473, status: 'confirmed', shipping: 'none', payment: 'none', region: null })
})

test('shipped and paid orders are completed; drafts are not counted', async () => {
  const told = await preview(
    'P-1,Alfreds Futterkiste,nancy,2026-02-01,,1,2,10,,2026-02-03,2026-02-10,20',
    'P-2,Alfreds Futterkiste,nancy,2026-02-01,已确认,1,2,10,,,2026-02-10,5',
    'P-3,Alfreds Futterkiste,nancy,2026-02-01,草稿,1,2,10,,,,',
    'P-4,Alfreds Futterkiste,nancy,2026-02-01,,1,2,10,,,2026-02-10,20.01',
    'P-5,Alfreds Futterkiste,nancy,2026-02-01,cancelled,1,2,10,,2026-02-03,,',
    'P-6,Alfreds Futterkiste,nancy,2026-02-01,,1,2,10,,,2099-01-01,20',
  )
  expect(told).toMatchObject({ create: 3, reject: 3 })
  await imports.commit(told.path)
  const orders = await reader()
    .selectFrom('orders')
    .selectAll()
    .where('number', 'like', 'P-%')
    .orderBy('number')
    .execute()
  expect(orders.map(({ status, shipping, payment }) => [status, shipping, payment])).toEqual([
    ['completed', 'all', 'all'],
    ['confirmed', 'none', 'part'],
    ['draft', 'none', 'none'],
  ])
  const collected = await reader()
    .selectFrom('collections')
    .innerJoin('orders', 'orders.id', 'collections.order_id')
    .select(['number', 'on_day', 'amount'])
    .whereRef('collections.user_id', '=', 'orders.owner_id')
    .whereRef('collections.customer_id', '=', 'orders.customer_id')
    .where('number', 'like', 'P-%')
    .orderBy('number')
    .execute()
  expect(collected).toEqual([
    { number: 'P-1', on_day: '2026-02-10', amount: 2000 },
    { number: 'P-2', on_day: '2026-02-10', amount: 500 },
  ])
  const page = await chen.get(`/orders/${await orderNumbered('P-2')}`)
  expect(page.attributes('tr[data-payment] [data-measure=amount]', 'data-value')).toEqual(['500'])
  expect((await chen.get('/orders.csv?q=P-2')).text).toContain(',2026-02-10,5.00,')
})

test('ambiguous dates are asked about once', async () => {
  const { path, ...told } = await preview(
    'D-1,Alfreds Futterkiste,nancy,03/04/2026,,1,2,10,,,,',
    'D-2,Alfreds Futterkiste,nancy,05/06/2026,,1,2,10,,,,',
  )
  expect(told).toMatchObject({ create: 0, reject: 2 })
  expect((await chen.get(path)).text).toContain('03/04/2026 有两种读法')
  expect(await imports.say(path, { day_order: 'dmy' })).toMatchObject({ create: 2, reject: 0 })
  await imports.commit(path)
  const days = await reader().selectFrom('orders').select('ordered_on').where('number', 'like', 'D-%').execute()
  expect(days.map(({ ordered_on }) => ordered_on)).toEqual(['2026-04-03', '2026-06-05'])
})

test('a mistyped year rejects its row', async () => {
  const { path, ...told } = await preview(
    'Y-1,Alfreds Futterkiste,nancy,0001-01-01,,1,2,10,,,,',
    'Y-2,Alfreds Futterkiste,nancy,2026-01-05,,1,2,10,,9999-12-31,,',
    'Y-3,Alfreds Futterkiste,nancy,2026-01-05,,1,2,10,,,1026-01-06,20',
  )
  expect(told).toMatchObject({ create: 0, reject: 3 })
  const outOfRange = expect.stringContaining('请检查年份：日期须在 1900 年至 2199 年之间。')
  expect(await imports.rows(path)).toEqual([outOfRange, outOfRange, outOfRange])
})

test('an export imported again changes nothing', async () => {
  const answer = await chen.get('/orders.csv')
  expect(await imports.preview(answer.text)).toMatchObject({ create: 0, reject: 0 })
})
