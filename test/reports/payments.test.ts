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
    { owner: '李强' },
    { customer_id: sold[0]?.customer.id ?? 0, from: addDays(today(), -200) },
    { from: addDays(today(), -300), to: addDays(today(), -30), region: "O'Brien & Söhne, 100%" },
  ]
})

const usernames: Record<string, string> = { 王芳: 'wangfang', 李强: 'liqiang' }

function address(path: string, group: Group, { owner, ...params }: Asked, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ group_by: group, ...more })
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
        const { status, text } = await chen.get(address('/reports/payments', group, params, { print }))
        expect(status).toBe(200)
        expect(new Map(rowsOf(text))).toEqual(wanted)
        expect(figures(parse(text).querySelector('tfoot tr'))).toEqual(total)
        const owed = rowsOf(text).map(([, row]) => row.owed ?? 0)
        expect(owed).toEqual(owed.toSorted((a, b) => b - a))
      }
      const rows = filed((await chen.get(address('/reports/payments.csv', group, params))).text)
      expect(new Map(rows.map((row) => [row[group], cents(row)]))).toEqual(wanted)
    }
  })

  test('the ages sum to the amount due, and the parts to the total', async () => {
    for (const params of filters) {
      const rows = rowsOf((await chen.get(address('/reports/payments', group, params))).text).map(([, row]) => row)
      for (const { owed, not_due, days_1_30, days_31_60, days_61_90, over_90 } of rows as Standing[])
        expect(not_due + days_1_30 + days_31_60 + days_61_90 + over_90).toBe(owed)
      const total: Record<string, number> = expected(params, null).get('') ?? none
      for (const name of measures) expect(rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)).toBe(total[name])
    }
  })

  test('every figure leads to the orders behind it', async () => {
    for (const params of filters.slice(0, 3)) {
      const page = parse((await chen.get(address('/reports/payments', group, params))).text)
      const rows = group === 'order' ? [] : page.querySelectorAll('tr[data-key]')
      await leadsThere(chen, [...rows, ...page.querySelectorAll('tfoot tr')])
    }
  })
})

test('the figures of an order link to its page', async () => {
  const page = await chen.get('/reports/payments')
  const [{ href, value } = { href: '', value: '' }] = page.links('tr[data-key] [data-measure=owed]')
  expect((await chen.get(href)).attribute('dd[data-measure=owed]', 'data-value')).toBe(value)
})

describe('a salesperson', () => {
  const own = () => expected({ owner: '王芳' }, 'order')

  test('sees only their own orders, in page, CSV and records, whatever they ask for', async () => {
    for (const owner_id of ['', String(w.who('李强').id)]) {
      expect(new Map(rowsOf((await wang.get(`/reports/payments?owner_id=${owner_id}`)).text))).toEqual(own())
      const rows = filed((await wang.get(`/reports/payments.csv?owner_id=${owner_id}`)).text)
      expect(new Map(rows.map((row) => [row.order, cents(row)]))).toEqual(own())
      const records = filed((await wang.get(`/reports/payments/records.csv?measure=total&owner_id=${owner_id}`)).text)
      expect(records.map(({ order }) => order).toSorted()).toEqual([...own().keys()].toSorted())
    }
    const theirs = sold.find(({ owner, status }) => owner === '李强' && status === 'confirmed')?.number ?? ''
    expect((await wang.get(`/reports/payments/records?measure=total&key=${theirs}`)).all('tr[data-id]')).toEqual([])
  })

  test('cannot group by salesperson or choose other owners', async () => {
    const page = await wang.get(`/reports/payments?group_by=salesperson&owner_id=${w.who('李强').id}`)
    expect(page.one('.notice.warn')).toContain('group_by, owner_id')
    expect(new Map(rowsOf(page.text))).toEqual(own())
    expect(page.attributes('[name=group_by] option', 'value')).toEqual(['order', 'customer'])
    expect(page.attribute('[name=owner_id]', 'name')).toBeUndefined()
    expect((await wang.get('/reports/payments.csv?group_by=salesperson')).text).toContain('order,customer,owner')
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
  const { text } = await chen.get('/reports/payments?preset=this_year')
  expect(new Map(rowsOf(text))).toEqual(expected({ from: `${year}-01-01`, to: `${year}-12-31` }, 'order'))
  expect(text).toContain('/reports/payments.csv?preset=this_year')
  const swapped = await chen.get('/reports/payments?from=2026-12-31&to=2026-01-01')
  expect([swapped.field('from'), swapped.field('to')]).toEqual(['2026-01-01', '2026-12-31'])
})
