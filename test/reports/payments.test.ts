import { parse as parseCsv } from 'csv-parse/sync'
import { type HTMLElement, parse } from 'node-html-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { addDays } from '../../src/values/days.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import { type Asked, measures, naivePaymentSums, randomReceivables, type Sold, type Standing } from './receivables.ts'

type Group = 'order' | 'customer' | 'salesperson'

let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient
let sold: Sold[]
let filters: Asked[]
beforeAll(async () => {
  w = await testApp()
  ;[chen, wang] = [await w.as('陈静'), await w.as('王芳')]
  await w.setLocale('陈静', 'en')
  await w.setLocale('王芳', 'en')
  sold = await randomReceivables(w, 20_261_125)
  filters = [
    {},
    { region: '上海' },
    { unpaidOnly: true },
    { unpaidOnly: true, owner: '王芳' },
    { owner: '李强' },
    { customer_id: sold[0]?.customer.id ?? 0, from: addDays(today(), -200) },
    { from: addDays(today(), -300), to: addDays(today(), -30), region: "O'Brien & Söhne, 100%" },
  ]
})

const usernames: Record<string, string> = { 王芳: 'wangfang', 李强: 'liqiang' }

function address(
  path: string,
  group: Group,
  { owner, unpaidOnly, ...params }: Asked,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ group_by: group, ...(unpaidOnly ? {} : { settled: '1' }), ...more })
  for (const [name, value] of Object.entries(params)) query.set(name, String(value))
  if (owner) query.set('owner_id', String(w.who(owner).id))
  return `${path}?${query}`
}

/** The oracle's figures by the keys used in URLs and files. */
const expected = (params: Asked, group: Group | null): Map<string, Standing> =>
  new Map([...naivePaymentSums(sold, params, group, w)].map(([key, standing]) => [usernames[key] ?? key, standing]))

const figures = (row: HTMLElement | null) =>
  Object.fromEntries(
    measures.map((name) => [
      name,
      Number(row?.querySelector(`[data-measure=${name}]`)?.getAttribute('data-value') ?? Number.NaN),
    ]),
  )

const rowsOf = (text: string) =>
  parse(text)
    .querySelectorAll('tr[data-key]')
    .map((row) => [row.getAttribute('data-key') ?? '', figures(row)] as const)

/** The rows of all pages, of at most 50 each, and the last page's text. */
async function allPages(who: SignedInClient, address: string) {
  const rows: ReturnType<typeof rowsOf> = []
  for (let number = 1; ; number++) {
    const { status, text } = await who.get(`${address}${address.includes('?') ? '&' : '?'}page=${number}`)
    expect(status).toBe(200)
    const here = rowsOf(text)
    rows.push(...here)
    if (!text.includes('rel="next"')) return { rows, text }
    expect(here).toHaveLength(50)
  }
}

const filed = (text: string): Record<string, string>[] => parseCsv(text, { columns: true, bom: true })

const cents = (row: Record<string, string>) =>
  Object.fromEntries(measures.map((name) => [name, Math.round(Number(row[name]) * 100)]))

const none = Object.fromEntries(measures.map((name) => [name, 0]))

/** Each figure links to records whose parts add up to it, in the CSV and on the page. */
async function leadsThere(who: SignedInClient, rows: HTMLElement[]) {
  for (const row of rows)
    for (const measure of measures) {
      const cell = row.querySelector(`[data-measure=${measure}]`)
      const value = Number(cell?.getAttribute('data-value'))
      const href = cell?.querySelector('a')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? ''
      const page = await who.get(href)
      expect([href, page.status]).toEqual([href, 200])
      const said = Number(page.attribute(`dd[data-measure=${measure}]`, 'data-value'))
      const records = filed((await who.get(href.replace('records?', 'records.csv?'))).text).map(cents)
      const sum = records.reduce((all, record) => all + (record[measure] ?? 0), 0)
      expect([href, said, sum]).toEqual([href, value, value])
      expect(page.all('tr[data-id]').length).toBe(Math.min(25, records.length))
    }
}

describe.each<Group>(['order', 'customer', 'salesperson'])('by %s', (group) => {
  test('every figure agrees with the oracle, in page, print and CSV, with every filter', async () => {
    for (const params of filters) {
      const wanted = expected(params, group)
      const total = expected(params, null).get('') ?? none
      for (const print of ['', '1']) {
        const { rows, text } = await allPages(chen, address('/reports/payments', group, params, { print }))
        expect(new Map(rows)).toEqual(wanted)
        expect(rows).toHaveLength(wanted.size)
        expect(figures(parse(text).querySelector('tfoot tr'))).toEqual(total)
        const owed = rows.map(([, row]) => row.owed ?? 0)
        expect(owed).toEqual(owed.toSorted((a, b) => b - a))
      }
      const rows = filed((await chen.get(address('/reports/payments.csv', group, params))).text)
      expect(new Map(rows.map((row) => [row[group], cents(row)]))).toEqual(wanted)
    }
  })

  test('the ages sum to the amount due, and the parts to the total', async () => {
    for (const params of filters) {
      const rows = (await allPages(chen, address('/reports/payments', group, params))).rows.map(([, row]) => row)
      for (const { owed, not_due, days_1_30, days_31_60, days_61_90, over_90 } of rows as Standing[])
        expect(not_due + days_1_30 + days_31_60 + days_61_90 + over_90).toBe(owed)
      const total: Record<string, number> = expected(params, null).get('') ?? none
      for (const name of measures) expect(rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)).toBe(total[name])
    }
  })

  test('every figure leads to the orders behind it', async () => {
    for (const params of filters.slice(0, 4)) {
      const page = parse((await chen.get(address('/reports/payments', group, params))).text)
      const rows = group === 'order' ? [] : page.querySelectorAll('tr[data-key]')
      await leadsThere(chen, [...rows, ...page.querySelectorAll('tfoot tr')])
    }
  })
})

test('the figures of an order link to its page', async () => {
  const page = await chen.get('/reports/payments?group_by=order')
  const [{ href, value } = { href: '', value: '' }] = page.links('tr[data-key] [data-measure=owed]')
  expect((await chen.get(href)).attribute('dd[data-measure=owed]', 'data-value')).toBe(value)
})

describe('a salesperson', () => {
  const own = () => expected({ owner: '王芳', unpaidOnly: true }, 'order')

  test('sees only their own orders, in page, CSV and records, whatever they ask for', async () => {
    for (const owner_id of ['', String(w.who('李强').id)]) {
      const asked = `group_by=order&owner_id=${owner_id}`
      expect(new Map((await allPages(wang, `/reports/payments?${asked}`)).rows)).toEqual(own())
      const rows = filed((await wang.get(`/reports/payments.csv?${asked}`)).text)
      expect(new Map(rows.map((row) => [row.order, cents(row)]))).toEqual(own())
      const records = filed((await wang.get(`/reports/payments/records.csv?measure=total&${asked}`)).text)
      expect(records.map(({ order }) => order).toSorted()).toEqual([...own().keys()].toSorted())
    }
    const theirs = sold.find(({ owner, status }) => owner === '李强' && status === 'confirmed')?.number ?? ''
    expect((await wang.get(`/reports/payments/records?measure=total&key=${theirs}`)).all('tr[data-id]')).toEqual([])
  })

  test('cannot group by salesperson or choose other owners', async () => {
    const page = await wang.get(`/reports/payments?group_by=salesperson&owner_id=${w.who('李强').id}`)
    expect(page.one('.notice.warn')).toContain('group_by, owner_id')
    expect(new Map(rowsOf(page.text))).toEqual(expected({ owner: '王芳', unpaidOnly: true }, 'customer'))
    expect(page.attributes('[name=group_by] option', 'value')).toEqual(['order', 'customer'])
    expect(page.attribute('[name=owner_id]', 'name')).toBeUndefined()
    expect((await wang.get('/reports/payments.csv?group_by=salesperson')).text).toMatch(/^\W*customer,/)
  })

  test('can follow every figure', async () => {
    const page = parse((await wang.get('/reports/payments?group_by=customer')).text)
    await leadsThere(wang, page.querySelectorAll('tr[data-key], tfoot tr'))
  })
})

test.each([
  ['from=2026-02-30&group_by=region', 'from, group_by'],
  ['preset=never&owner_id=x', 'preset, owner_id'],
  ['region=a%00b', 'region'],
])('invalid parameters are ignored and reported: %s', async (query, names) => {
  expect((await chen.get(`/reports/payments?${query}`)).all('.notice.warn').join()).toContain(names)
  for (const door of ['payments.csv', 'payments/records', 'payments/records.csv'])
    expect((await chen.get(`/reports/${door}?${query}&measure=x&key=%00`)).status).toBe(200)
})

test('dates come from a preset, or are swapped if they are in the wrong order', async () => {
  const year = today().slice(0, 4)
  const { rows, text } = await allPages(chen, '/reports/payments?preset=this_year&group_by=order&settled=1')
  expect(new Map(rows)).toEqual(expected({ from: `${year}-01-01`, to: `${year}-12-31` }, 'order'))
  expect(text).toContain('/reports/payments.csv?preset=this_year')
  const swapped = await chen.get('/reports/payments?from=2026-12-31&to=2026-01-01')
  expect([swapped.field('from'), swapped.field('to')]).toEqual(['2026-01-01', '2026-12-31'])
})

describe('at first', () => {
  test('it says who owes: orders with an amount due, by customer', async () => {
    const page = await chen.get('/reports/payments')
    expect(page.field('group_by')).toBe('customer')
    expect(new Map((await allPages(chen, '/reports/payments')).rows)).toEqual(
      expected({ unpaidOnly: true }, 'customer'),
    )
    expect(page.text).toContain('Orders that are paid in full are hidden.')
    const withPaid = await chen.get('/reports/payments?settled=1')
    expect(withPaid.text).not.toContain('Orders that are paid in full are hidden.')
    expect(Number(withPaid.attribute('tfoot [data-measure=paid]', 'data-value'))).toBeGreaterThan(
      Number(page.attribute('tfoot [data-measure=paid]', 'data-value')),
    )
    expect(withPaid.attribute('tfoot [data-measure=owed]', 'data-value')).toBe(
      page.attribute('tfoot [data-measure=owed]', 'data-value'),
    )
  })

  test('pages have 50 rows and the totals of all; print and CSV are whole; beyond the last page is the first', async () => {
    const address = '/reports/payments?group_by=order&settled=1'
    const all = expected({}, 'order')
    expect(all.size).toBeGreaterThan(50)
    const [first, second, beyond, paper] = await Promise.all(
      ['', '&page=2', '&page=999', '&print=1'].map((more) => chen.get(`${address}${more}`)),
    )
    const keys = [first, second].map((page) => rowsOf(page?.text ?? '').map(([key]) => key))
    expect(keys.map(({ length }) => length)).toEqual([50, all.size - 50])
    expect(new Set(keys.flat()).size).toBe(all.size)
    const totals = [first, second, beyond].map((page) => page?.attribute('tfoot [data-measure=total]', 'data-value'))
    expect(new Set(totals)).toEqual(new Set([String(expected({}, null).get('')?.total)]))
    expect(rowsOf(beyond?.text ?? '').map(([key]) => key)).toEqual(keys[0])
    expect(rowsOf(paper?.text ?? '')).toHaveLength(all.size)
    expect(filed((await chen.get(address.replace('?', '.csv?'))).text)).toHaveLength(all.size)
  })
})
