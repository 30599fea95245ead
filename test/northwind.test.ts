import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserImports, northwind } from './imports/importing.ts'
import { type SignedInClient, testApp } from './test-app.ts'

/**
 * The Northwind data of a real company, imported through the pages by a manager who created the nine accounts: the
 * reports must agree with it to the cent.
 */
let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
const usernames = new Map<number, string>()

beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  const [, ...employees] = readFileSync('test/data/northwind/employees.csv', 'utf8').trim().split('\n')
  for (const line of employees) {
    const [id = '', last = '', first = ''] = line.split(',')
    const made = await chen.send('/team', {
      username: first.toLowerCase(),
      name: `${first} ${last}`,
      role: 'salesperson',
    })
    if (made.status !== 200) throw new Error(`${first}: ${made.status}`)
    usernames.set(Number(id), first.toLowerCase())
  }
})

const everything = 'from=1996-01-01&to=1998-12-31'

/** A report's CSV rows, keyed by the header's words. */
async function csv(query: string): Promise<Record<string, string>[]> {
  const answer = await chen.get(`/reports/sales.csv?${query}`)
  expect(answer.status).toBe(200)
  const [header = [], ...rows] = answer.text
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}

const cents = (decimal: string): number => Number(decimal.replace('.', ''))

describe('the imported data', () => {
  test('has nine accounts', () => {
    expect(usernames.size).toBe(9)
  })

  test('customers: 91, the country mapped to the region by hand', async () => {
    const told = await browserImports(chen).all(northwind('customers'), {}, { 'columns[8]': 'region' })
    expect(told).toMatchObject({ state: 'done', rows: 91, create: 91, update: 0, skip: 0, reject: 0 })
  })

  test('customers with unquoted commas: 24 bad rows are reported, the other 67 are matched', async () => {
    const told = await browserImports(chen).preview(northwind('customers-unquoted'))
    expect(told).toMatchObject({ rows: 91, create: 0, skip: 67, reject: 24 })
    expect(await browserImports(chen).rows(told.path, '?action=reject')).toHaveLength(24)
  })

  test('products: 77, every column is mapped automatically', async () => {
    expect(await browserImports(chen, 'products').all(northwind('products-import'))).toMatchObject({
      state: 'done',
      rows: 77,
      create: 77,
      reject: 0,
    })
    expect((await chen.get('/products?active=0')).all('tr[data-id]')).toHaveLength(8)
  })

  test('orders: 830 of 2,155 lines, every column is mapped automatically', async () => {
    const told = await browserImports(chen, 'orders').all(northwind('orders-import'))
    expect(told).toMatchObject({ state: 'done', rows: 2155, create: 830, reject: 0 })
    expect((await chen.get('/orders')).one('.pager')).toContain('830')
  })

  test('every order is on exactly one page of the list, also on late pages', async () => {
    const ids: string[] = []
    for (let number = 1; number <= 34; number++)
      ids.push(...(await chen.get(`/orders?page=${number}`)).attributes('tr[data-id]', 'data-id'))
    expect([ids.length, new Set(ids).size]).toEqual([830, 830])
  })

  test('the same orders again change nothing', async () => {
    expect(await browserImports(chen, 'orders').preview(northwind('orders-import'))).toMatchObject({
      create: 0,
      skip: 830,
    })
  })
})

describe('the sales report has Northwind’s figures', () => {
  beforeAll(() => w.setLocale('陈静', 'en'))

  const amounts: [string, string, Record<string, string>][] = [
    ['by year', 'group_by=year', { 1996: '208083.99', 1997: '617085.35', 1998: '440623.95' }],
    ['by region', 'group_by=region', { USA: '245584.65', Germany: '230284.69', Brazil: '106925.79' }],
    ['by salesperson', 'group_by=salesperson', { margaret: '232890.89', janet: '202812.88', steven: '68792.31' }],
    ['by category', 'group_by=category', { Beverages: '267868.20' }],
    ['by product', 'group_by=product', { 38: '141396.74' }],
  ]

  test.each(amounts)('%s', async (_, query, expected) => {
    const rows = await csv(`${everything}&${query}`)
    const dimension = query.split('=')[1] ?? ''
    for (const [key, amount] of Object.entries(expected))
      expect(rows.find((row) => row[dimension] === key)?.amount, key).toBe(amount)
    expect(rows.reduce((sum, row) => sum + cents(row.amount ?? ''), 0)).toBe(126_579_329)
    expect(rows.reduce((sum, row) => sum + Number(row.quantity), 0)).toBe(51_317)
  })

  test.each(['', '&print=1'])('page and print show the same as the CSV%s', async (print) => {
    for (const [, query, expected] of amounts) {
      const page = await chen.get(`/reports/sales?${everything}&${query}${print}`)
      for (const [key, amount] of Object.entries(expected))
        expect(page.attribute(`tr[data-key="${key}"] [data-measure=amount]`, 'data-value'), key).toBe(
          String(cents(amount)),
        )
      expect(page.attribute('tfoot [data-measure=amount]', 'data-value')).toBe('126579329')
      expect(page.attribute('tfoot [data-measure=quantity]', 'data-value')).toBe('51317')
      expect(page.attribute('tfoot [data-measure=orders]', 'data-value')).toBe('830')
    }
  })

  test('every figure links to facts that add up to it', async () => {
    for (const [, query] of amounts) {
      const page = await chen.get(`/reports/sales?${everything}&${query}`)
      for (const { value, href } of page.links('tbody [data-measure=amount]').slice(0, 12)) {
        const facts = await chen.get(href)
        expect(
          facts.attribute('tfoot [data-measure=amount]', 'data-value') ??
            facts.attribute('[data-measure=amount]', 'data-value'),
          href,
        ).toBe(value)
      }
    }
  })

  test('a salesperson sees none of it', async () => {
    const wang = await w.as('王芳')
    for (const path of ['/reports/sales', '/reports/sales.csv', '/reports/records'])
      expect((await wang.get(path)).status).toBe(403)
    expect((await wang.get('/reports')).text).not.toContain('/reports/sales')
  })
})

test('reports add up to the same as the orders', async () => {
  const { allDifferences } = await import('../src/reports/integrity/check.ts')
  const found: string[] = []
  for await (const difference of allDifferences()) found.push(difference)
  expect(found).toEqual([])
})
