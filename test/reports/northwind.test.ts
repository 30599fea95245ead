import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { parseDecimal } from '../../src/values/decimal.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import { loadNorthwind } from './northwind.ts'

let chen: SignedInClient
beforeAll(async () => {
  const w = await testApp()
  chen = await w.as('陈静')
  await w.setLocale('陈静', 'en')
  await loadNorthwind(chen.person.id)
})

const all = '/reports/sales?from=1996-01-01&to=1998-12-31'
const value = (page: Awaited<ReturnType<SignedInClient['get']>>, where: string, measure: string) =>
  page.attribute(`${where} [data-measure=${measure}]`, 'data-value')

test('the grand total, to the cent', async () => {
  const page = await chen.get(`${all}&group_by=year`)
  expect(value(page, 'tfoot', 'amount')).toBe('126579329')
  expect(value(page, 'tfoot', 'quantity')).toBe('51317')
  expect(value(page, 'tfoot', 'orders')).toBe('830')
})

test.each([
  ['year', '1996', '20808399'],
  ['year', '1997', '61708535'],
  ['year', '1998', '44062395'],
  ['region', 'USA', '24558465'],
  ['region', 'Germany', '23028469'],
  ['region', 'Brazil', '10692579'],
  ['salesperson', 'margaret', '23289089'],
  ['salesperson', 'janet', '20281288'],
  ['salesperson', 'steven', '6879231'],
  ['category', 'Beverages', '26786820'],
  ['product', '38', '14139674'],
])('by %s: %s', async (group, key, amount) => {
  const page = await chen.get(`${all}&group_by=${group}`)
  expect(value(page, `tr[data-key="${key}"]`, 'amount')).toBe(amount)
})

test('its CSV adds up to the same', async () => {
  const { text } = await chen.get('/reports/sales.csv?from=1996-01-01&to=1998-12-31&group_by=region&then_by=month')
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(Object.keys(rows[0] ?? {})).toEqual(['region', 'month', 'amount', 'quantity', 'orders', 'average_order'])
  const sum = rows.reduce((total, { amount = '' }) => total + (parseDecimal(amount, 2) ?? 0), 0)
  expect(sum).toBe(126579329)
})
