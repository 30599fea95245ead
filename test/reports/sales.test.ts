import { parse as parseCsv } from 'csv-parse/sync'
import { type HTMLElement, parse } from 'node-html-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseDecimal } from '../../src/values/decimal.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import {
  averageOf,
  comparedDays,
  type Figures,
  figuresOf,
  type Known,
  type NaiveReportParameters,
  periodsOf,
} from './naive-report.ts'
import { randomDepartment } from './random.ts'

type Question = NaiveReportParameters & { measure: keyof Figures }

const periods = ['day', 'week', 'month', 'quarter', 'year']
const groups = [...periods, 'region', 'product', 'category', 'salesperson', 'customer', 'source']
const measures = ['amount', 'quantity', 'orders'] as const
const none: Figures = { amount: 0, quantity: 0, orders: 0 }
const year = { from: '2025-01-01', to: '2025-12-31' }
const some = { from: '2025-02-11', to: '2025-04-20' }

let chen: SignedInClient
let facts: Known[]
let filters: Partial<NaiveReportParameters>[]
beforeAll(async () => {
  const w = await testApp()
  chen = await w.as('陈静')
  await w.setLocale('陈静', 'en')
  facts = await randomDepartment(w, 19_980_506)
  filters = [
    {},
    { region: '上海' },
    { product: 'P-1' },
    { category: 'Beverages' },
    { owner_id: w.who('王芳').id },
    { customer_id: facts[0]?.customer_id ?? 0, owner_id: w.who('李强').id },
  ]
})

const addressOf = (path: string, params: object) =>
  `${path}?${new URLSearchParams(Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]))}`

/** The value of data-value in stored units. */
const stored = (cell: HTMLElement, measure: string) => {
  const text = cell.getAttribute('data-value') ?? ''
  return measure === 'quantity' ? parseDecimal(text, 3) : Number(text)
}

/** A row's cells of one measure, with the column's key if there are columns. */
const cellsOf = (row: HTMLElement, measure: string) =>
  row.querySelectorAll(`[data-measure=${measure}]`).map((cell) => ({
    column: cell.getAttribute('data-then-key'),
    value: stored(cell, measure),
    href: cell.querySelector('a')?.getAttribute('href') ?? '',
    measure,
  }))

const ownCell = (row: HTMLElement | undefined, measure: string) =>
  row && cellsOf(row, measure).find(({ column }) => column === undefined)?.value

const keyOf = (row: HTMLElement) => row.getAttribute('data-key') ?? ''
const placeOf = (row: HTMLElement) =>
  [keyOf(row), row.getAttribute('data-then-key')].filter((key) => key !== undefined).join('\t')

async function open(params: object) {
  const { status, text } = await chen.get(addressOf('/reports/sales', params))
  expect(status, JSON.stringify(params)).toBe(200)
  const page = parse(text)
  return { rows: page.querySelectorAll('tr[data-key]'), foot: page.querySelectorAll('tfoot tr') }
}

/** The page shows the oracle's figures. */
async function agrees(params: Question) {
  const { rows, foot } = await open(params)
  const figures = new Map([
    ...figuresOf(facts, params, [params.group_by]),
    ...(params.then_by ? figuresOf(facts, params, [params.group_by, params.then_by]) : []),
  ])
  const other = params.compare && { ...params, ...comparedDays(params) }
  const before = other && figuresOf(facts, other, [params.group_by])
  const isPeriod = periods.includes(params.group_by)
  const groupRows = rows.filter((row) => row.getAttribute('data-then-key') === undefined)
  // Periods that only the other range has come last; comparison.test.ts checks them.
  const own = isPeriod ? groupRows.filter((row) => keyOf(row) !== '') : groupRows
  const otherPeriods = other && isPeriod ? periodsOf(other, params.group_by) : []
  const all = [...figures.keys()].filter((place) => !place.includes('\t'))
  const expected = new Set([...all, ...(isPeriod ? periodsOf(params, params.group_by) : (before?.keys() ?? []))])
  expect(own.map(keyOf).toSorted()).toEqual([...expected].toSorted())
  if (isPeriod) expect(own.map(keyOf)).toEqual([...expected].toSorted())
  for (const measure of measures) {
    for (const row of rows)
      for (const { column, value } of cellsOf(row, measure)) {
        const place = column === undefined ? placeOf(row) : `${placeOf(row)}\t${column}`
        expect([place, measure, value]).toEqual([place, measure, figures.get(place)?.[measure] ?? 0])
      }
    expect(ownCell(foot[0], measure)).toBe((figuresOf(facts, params, []).get('') ?? none)[measure])
  }
  for (const [index, row] of own.entries()) {
    const average = row.querySelector('[data-measure=average_order]')?.getAttribute('data-value')
    expect(average).toBe(averageOf(figures.get(keyOf(row)) ?? none))
    const compared = row.querySelector('[data-compared]')
    if (!before) continue
    const comparedKey = isPeriod ? otherPeriods[index] : keyOf(row)
    expect(compared ? stored(compared, params.measure) : undefined).toBe(
      comparedKey === undefined ? undefined : (before.get(comparedKey)?.[params.measure] ?? 0),
    )
  }
  const values = own.map((row) => ownCell(row, params.measure) ?? 0)
  if (!isPeriod) expect(values).toEqual(values.toSorted((a, b) => b - a))
  return [...rows, ...foot]
}

/** The CSV has the same groups once each, without a total. */
async function isFiled(params: Question) {
  const { text } = await chen.get(addressOf('/reports/sales.csv', params))
  const rows: Record<string, string>[] = parseCsv(text, { columns: true, bom: true })
  const by = [params.group_by, ...(params.then_by ? [params.then_by] : [])]
  const left = figuresOf(facts, params, by)
  for (const row of rows) {
    const place = by.map((group) => (row[group] ?? '').replace(/^'(?==)/, '')).join('\t')
    // A period that only the other range has.
    if (periods.includes(params.group_by) && row[params.group_by] === '') {
      expect([row.amount, row.quantity, row.orders]).toEqual(['', '', ''])
      continue
    }
    const { amount, quantity, orders } = left.get(place) ?? none
    expect([place, row.amount, row.orders]).toEqual([place, (amount / 100).toFixed(2), String(orders)])
    expect(parseDecimal(row.quantity ?? '', 3)).toBe(quantity)
    left.delete(place)
  }
  expect([...left.keys()]).toEqual([])
}

/** Figures link to records that add up to them; of many links only `most` are followed, evenly spread. */
async function leadsThere(rows: HTMLElement[], most: number) {
  const links = rows.flatMap((row) => measures.flatMap((measure) => cellsOf(row, measure)))
  const step = Math.ceil(links.length / most)
  for (const { href, value, measure } of links.filter((_, index) => index % step === 0)) {
    const figure = parse((await chen.get(href)).text).querySelector(`dd[data-measure=${measure}]`)
    expect([href, figure && stored(figure, measure)]).toEqual([href, value])
  }
}

describe.each(groups)('by %s', (group_by) => {
  test('each figure agrees with the oracle, in the page and in the CSV, with every filter and comparison', async () => {
    for (const [index, filter] of filters.entries())
      for (const compare of [undefined, 'previous', 'last_year'] as const) {
        const days = index % 2 === 0 && group_by !== 'day' ? year : some
        const params = {
          ...days,
          ...filter,
          group_by,
          measure: measures[index % 3] ?? 'amount',
          ...(compare && { compare }),
        }
        await agrees(params)
        await isFiled(params)
      }
  })

  test('crossed with each other group, with links to its records', async () => {
    for (const [index, then_by] of groups.entries()) {
      if (then_by === group_by) continue
      const filter = filters[index % filters.length]
      const params = { ...some, ...filter, group_by, then_by, measure: measures[index % 3] ?? 'amount' }
      await leadsThere(await agrees(params), 12)
      await isFiled(params)
    }
  })

  test('every figure links to records that add up to it', async () => {
    for (const filter of filters) {
      const { rows, foot } = await open({ ...some, ...filter, group_by, compare: 'last_year' })
      await leadsThere([...rows, ...foot], 40)
    }
  })
})
