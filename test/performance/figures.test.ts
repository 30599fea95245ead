import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { indicators } from '../../src/performance/indicators.ts'
import { personIndicatorProgress, teamProgress } from '../../src/performance/salespeople-progress.ts'
import { periodRange } from '../../src/values/periods.ts'
import type { Known } from '../reports/naive-report.ts'
import { randomDepartment } from '../reports/random.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import { addClosed, addCollected, type Closed, type Collected, randomClosed, randomCollected } from './department.ts'

const seed = 20260701
let w: Awaited<ReturnType<typeof testApp>>
let chen: SignedInClient
let wang: SignedInClient
let facts: Known[]
let closed: Closed[]
let collected: Collected[]

beforeAll(async () => {
  w = await testApp()
  chen = await w.as('陈静')
  wang = await w.as('王芳')
  await w.setLocale('王芳', 'en')
  facts = await randomDepartment(w, seed, 120)
  const people = [w.who('王芳').id, w.who('李强').id]
  closed = randomClosed(people, seed)
  collected = randomCollected(people, seed)
  const { order_id = 0, customer_id = 0 } = facts[0] ?? {}
  await addClosed(customer_id, closed)
  await addCollected(order_id, customer_id, collected)
})

const periods = ['2025', '2025-Q1', '2025-Q3', '2026-Q1', '2024-12', '2025-01', '2025-06', '2025-11', '2026-03', '1999']
const cases = periods.flatMap((period) => ['王芳', '李强', '陈静'].map((name) => ({ period, name })))

/** Every figure computed in plain loops over the raw rows, as data-value has it. */
function oracle(user_id: number, period: string): Record<string, string> {
  const { from, to } = periodRange(period)
  const within = (day: string) => day >= from && day <= to
  let [amount, quantity, orders, cash, won, lost] = [0, 0, 0, 0, 0, 0]
  const counts = new Map<number, number>()
  for (const fact of facts.filter(({ on_day }) => within(on_day))) {
    if (fact.user_id === user_id) {
      amount += fact.amount
      quantity += fact.quantity
    }
    if (fact.owner_id === user_id) counts.set(fact.order_id, (counts.get(fact.order_id) ?? 0) + fact.order_sign)
  }
  for (const count of counts.values()) orders += Math.sign(count)
  for (const one of collected) if (one.user_id === user_id && within(one.on_day)) cash += one.amount
  for (const { owner_id, closed_on, stage } of closed) {
    if (owner_id !== user_id || !within(closed_on)) continue
    if (stage === 'won') won++
    if (stage === 'lost') lost++
  }
  const conversion = won + lost === 0 ? '' : String(Math.round((won / (won + lost)) * 10_000 + 1e-9) / 100)
  return {
    amount: String(amount),
    quantity: String(quantity / 1_000),
    orders: String(orders),
    collected: String(cash),
    conversion,
  }
}

test.each(cases)('$period of $name agrees with the raw rows', async ({ period, name }) => {
  const { id, username } = w.who(name)
  const expected = oracle(id, period)
  const page = await chen.get(`/performance/${id}?period=${period}`)
  const team = await chen.get(`/performance?period=${period}`)
  const row = team.attributes('tr[data-key]', 'data-key').includes(username)
  expect(row).toBe(name !== '陈静')
  for (const indicator of indicators) {
    const value = expected[indicator]
    expect(page.attribute(`tr[data-key=${indicator}] [data-measure=${indicator}]`, 'data-value'), indicator).toBe(value)
    expect(page.attribute(`tr[data-key="${period}"] [data-measure=${indicator}]`, 'data-value'), indicator).toBe(value)
    if (row)
      expect(team.attribute(`tr[data-key=${username}] [data-measure=${indicator}]`, 'data-value'), indicator).toBe(
        value,
      )
  }
})

test.each(periods)('%s agrees with the sales report of each salesperson and their total', async (period) => {
  const { from, to } = periodRange(period)
  const report = await chen.get(`/reports/sales?from=${from}&to=${to}&group_by=salesperson`)
  const team = await chen.get(`/performance?period=${period}`)
  for (const measure of ['amount', 'quantity', 'orders']) {
    for (const username of ['wangfang', 'liqiang']) {
      const cell = `tr[data-key=${username}] [data-measure=${measure}]`
      expect(team.attribute(cell, 'data-value')).toBe(report.attribute(cell, 'data-value') ?? '0')
    }
    const total = `tfoot [data-measure=${measure}]`
    expect(team.attribute(total, 'data-value')).toBe(report.attribute(total, 'data-value'))
  }
})

const sums: Record<string, (row: Record<string, string>) => number> = {
  amount: ({ amount = '' }) => Math.round(Number(amount) * 100),
  quantity: ({ quantity = '' }) => Math.round(Number(quantity) * 1000) / 1000,
  orders: ({ counted = '' }) => Number(counted),
  collected: ({ amount = '' }) => Math.round(Number(amount) * 100),
}

test.each(periods.flatMap((period) => indicators.map((indicator) => ({ period, indicator }))))(
  'the records behind $indicator of $period add up to it',
  async ({ period, indicator }) => {
    const { id } = wang.person
    const page = await wang.get(`/performance/${id}?period=${period}`)
    const [figure] = page.links(`tr[data-key=${indicator}] [data-measure=${indicator}]`)
    const records = await wang.get(figure?.href ?? '')
    expect(records.attribute(`dd[data-measure=${indicator}]`, 'data-value')).toBe(figure?.value)
    const csv = await wang.get((figure?.href ?? '').replace('/records?', '/records.csv?'))
    const rows: Record<string, string>[] = parse(csv.text, { bom: true, columns: true })
    expect(records.all('tr[data-id]')).toHaveLength(Math.min(25, rows.length))
    const sum = sums[indicator]
    if (sum) {
      const total = rows.reduce((all, row) => all + sum(row), 0)
      expect(Math.round(total * 1000)).toBe(Math.round(Number(figure?.value) * 1000))
    } else {
      const won = rows.filter(({ kind }) => kind === 'won').length
      expect(rows.every(({ kind }) => kind === 'won' || kind === 'lost')).toBe(true)
      const share = rows.length === 0 ? '' : String(Math.round((won / rows.length) * 10_000 + 1e-9) / 100)
      expect(figure?.value).toBe(share)
    }
  },
)

test('the dashboard’s figures are the same', async () => {
  const { id } = w.who('王芳')
  const { people, total } = await teamProgress('2025-Q1')
  expect(people.find(({ who }) => who.id === id)?.progress).toEqual(await personIndicatorProgress(id, '2025-Q1'))
  const amounts = people.map(({ figures }) => figures.amount)
  expect(amounts).toEqual(amounts.toSorted((a, b) => b - a))
  expect(total.figures.amount).toBe(amounts.reduce((all, one) => all + one, 0))
})
