import { parse as parseCsv } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { parseDecimal } from '../../src/values/decimal.ts'
import { lineAmount } from '../../src/values/money.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import { orderHistories } from './random-orders.ts'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let customers: number[]

beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  await w.setLocale('陈静', 'en')
  customers = await orderHistories(w, chen)
})

type Rows = Record<string, string>[]

const filed = async (path: string): Promise<Rows> => parseCsv((await chen.get(path)).text, { columns: true, bom: true })

interface Sum {
  amount: number
  quantity: number
  orders: number
}

/** Sums by group of the lines in the order list's CSV, counting orders that are confirmed or completed. */
function sumsOf(lines: Rows, keyOf: (line: Record<string, string>) => string): Map<string, Sum> {
  const found = new Map<string, Sum & { numbers: Set<string> }>()
  for (const line of lines) {
    if (line.status !== 'confirmed' && line.status !== 'completed') continue
    const there = found.get(keyOf(line)) ?? { amount: 0, quantity: 0, orders: 0, numbers: new Set() }
    const quantity = parseDecimal(line.quantity ?? '', 3) ?? 0
    const numbers = there.numbers.add(line.number ?? '')
    found.set(keyOf(line), {
      numbers,
      orders: numbers.size,
      quantity: there.quantity + quantity,
      amount:
        there.amount +
        lineAmount(
          quantity,
          parseDecimal(line.unit_price ?? '', 2) ?? 0,
          parseDecimal(line.discount_percent ?? '', 2) ?? 0,
        ),
    })
  }
  return new Map([...found].map(([key, { numbers, ...sum }]) => [key, sum]))
}

/** The groups of the analysis with any figures, by key. */
const grouped = (rows: Rows, group: string): Map<string, Sum> =>
  new Map(
    rows
      .map((row): [string, Sum] => [
        row[group] ?? '',
        {
          amount: Math.round(Number(row.amount) * 100),
          quantity: parseDecimal(row.quantity ?? '', 3) ?? 0,
          orders: Number(row.orders),
        },
      ])
      .filter(([, { amount, quantity, orders }]) => amount !== 0 || quantity !== 0 || orders !== 0),
  )

const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays(today(), -days))

const filter = fc.record(
  {
    q: fc.constantFrom('恒测1', 'hc', 'SO-00001', 'kh-2'),
    status: fc.constantFrom('draft', 'confirmed', 'completed', 'cancelled'),
    shipping: fc.constantFrom('open', 'none', 'part', 'all'),
    payment: fc.constantFrom('open', 'none', 'part', 'all'),
    overdue: fc.constant('1'),
    owner: fc.constantFrom('王芳', '李强'),
    customer: fc.nat(2),
    product: fc.constantFrom('P-0', 'P-1', 'p-2'),
    from: day,
    to: day,
  },
  { requiredKeys: [] },
)

const sparse = fc.sample(
  fc.tuple(
    filter,
    fc.shuffledSubarray(
      ['q', 'status', 'shipping', 'payment', 'overdue', 'owner', 'customer', 'product', 'from', 'to'],
      { maxLength: 3 },
    ),
  ),
  { seed: 7, numRuns: 40 },
)

const asQuery = ([all, names]: (typeof sparse)[number]): string => {
  const { owner, customer, ...rest } = all
  const said: Record<string, string | undefined> = {
    ...rest,
    owner_id: owner && String(w.who(owner).id),
    customer_id: customer === undefined ? undefined : String(customers[customer]),
  }
  const kept = Object.entries(said).filter(([name, value]) => value && names.includes(name.replace('_id', '')))
  return new URLSearchParams(kept as [string, string][]).toString()
}

describe('with random filters of the list', () => {
  test('every figure is the sum over the lines of the list’s CSV', async () => {
    for (const one of sparse) {
      const query = asQuery(one)
      const lines = await filed(`/orders.csv?${query}`)
      const page = await chen.get(`/orders/analysis?${query}&group_by=year`)
      const total = sumsOf(lines, () => '').get('') ?? { amount: 0, quantity: 0, orders: 0 }
      for (const measure of ['amount', 'quantity', 'orders'] as const) {
        const said = page.attribute(`tfoot [data-measure=${measure}]`, 'data-value') ?? ''
        expect([query, measure, measure === 'quantity' ? parseDecimal(said, 3) : Number(said)]).toEqual([
          query,
          measure,
          total[measure],
        ])
      }
      for (const [group, keyOf] of [
        ['region', ({ region = '' }) => region],
        ['product', ({ product_model = '' }) => product_model],
        ['customer', ({ customer_code = '' }) => customer_code],
      ] as [string, (line: Record<string, string>) => string][])
        expect([query, grouped(await filed(`/orders/analysis.csv?${query}&group_by=${group}`), group)]).toEqual([
          query,
          sumsOf(lines, keyOf),
        ])
    }
  })

  test('every figure leads to facts that add up to it, with the same filters', async () => {
    for (const one of sparse.slice(0, 8)) {
      const page = await chen.get(`/orders/analysis?${asQuery(one)}&group_by=salesperson&then_by=product`)
      for (const measure of ['amount', 'quantity', 'orders'])
        for (const { value, href } of page.links(`td[data-measure=${measure}]`)) {
          const records = await chen.get(href)
          expect([href, records.attribute(`dd[data-measure=${measure}]`, 'data-value')]).toEqual([href, value])
          if (measure === 'orders') continue
          const rows = await filed(href.replace('records?', 'records.csv?'))
          const places = measure === 'amount' ? 2 : 3
          const sum = rows.reduce((all, row) => all + (parseDecimal(row[measure] ?? '', places) ?? 0), 0)
          expect([href, sum]).toEqual([href, measure === 'amount' ? Number(value) : parseDecimal(value, places)])
        }
    }
  })
})

describe('the page', () => {
  test('is opened from the list, with its filters', async () => {
    const list = await chen.get('/orders?q=hc&payment=open&product=P-1&sort=-total&page=2')
    const href = list.attribute('.page-head a[href^="/orders/analysis"]', 'href')?.replaceAll('&amp;', '&') ?? ''
    expect(Object.fromEntries(new URL(href, 'http://x').searchParams)).toEqual({
      q: 'hc',
      payment: 'open',
      product: 'P-1',
      sort: '-total',
    })
    const page = await chen.get(href)
    const chips = page.all('.filter-form .chip').map((chip) => chip.replace(/ Change filters in the order list$/, ''))
    expect(chips).toEqual(['Search hc', 'Payment Outstanding', 'Model P-1'])
    expect(page.attribute('.filter-form .chip', 'href')?.replaceAll('&amp;', '&')).toBe(
      '/orders?q=hc&payment=open&product=P-1&sort=-total',
    )
    expect(page.attributes('.filter-form input[type=hidden]', 'name')).toEqual(['q', 'payment', 'product', 'sort'])
    expect(page.text).toContain('with all their line items')
    expect((await (await w.as('王芳')).get('/orders')).text).not.toContain('/orders/analysis')
  })

  test('shows how many orders there are, and that drafts are not counted', async () => {
    const all = await chen.get('/orders')
    const drafts = await chen.get('/orders?status=draft')
    const count = drafts.one('.pager .muted')?.match(/of (\d+)/)?.[1]
    const page = await chen.get('/orders/analysis')
    expect(page.text).toContain(`${count} drafts not included.`)
    expect(page.text).toContain(`${all.one('.pager .muted')?.match(/of (\d+)/)?.[1]} orders`)
    const none = await chen.get('/orders/analysis?status=draft&group_by=product')
    expect(none.attribute('tfoot [data-measure=amount]', 'data-value')).toBe('0')
    expect((await chen.get('/orders/analysis?print=1')).text).toContain('drafts not included')
  })

  test('counts a cancellation on its own date: the sum is the same, the months are not', async () => {
    const rows = await filed('/orders/analysis.csv?status=cancelled&group_by=day')
    const amounts = rows.map(({ amount }) => Math.round(Number(amount) * 100))
    expect(amounts.some((amount) => amount > 0)).toBe(true)
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0)
  })

  test.each(['status=x', 'overdue=2', 'from=2026-02-30', 'group_by=colour', 'sort=name', 'q=%00'])(
    'ignores and reports invalid parameters: %s',
    async (query) => {
      const page = await chen.get(`/orders/analysis?${query}`)
      expect(page.one('.notice.warn')).toContain(query.split('=')[0])
      for (const door of ['.csv', '/records', '/records.csv'])
        expect((await chen.get(`/orders/analysis${door}?${query}&key=%00`)).status).toBe(200)
    },
  )
})
