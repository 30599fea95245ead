import { parse as parseCsv } from 'csv-parse/sync'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '../../src/values/clock.ts'
import { periodKey } from '../../src/values/periods.ts'
import { type SignedInClient, testApp } from '../test-app.ts'
import { entered, everyDay, presetsOn, type Range } from './naive-dates.ts'
import { type Figures, figuresOf, type Known, periodsOf } from './naive-report.ts'
import { randomDepartment } from './random.ts'
import { addCustomer, addOrders, addProduct } from './report-fixtures.ts'

const periods = ['day', 'week', 'month', 'quarter', 'year']
const groups = [...periods, 'region', 'product', 'category', 'salesperson', 'customer', 'source']
const none: Figures = { amount: 0, quantity: 0, orders: 0 }

const years = [
  {
    what: 'a leap year and a year with 54 calendar weeks',
    firstDay: '2011-12-01',
    asked: [
      ...presetsOn('2012-02-29'),
      ...presetsOn('2012-12-31'),
      ...presetsOn('2013-03-31'),
      entered('2012-01-01', '2012-12-31', '2013-03-31'),
      entered('2013-01-01', '2013-04-20', '2013-05-01'),
      entered('2012-02-29', '2012-03-01', '2013-03-31'),
      entered('2013-02-01', '2013-02-28', '2013-03-31'),
    ],
  },
  {
    what: 'a leap day and week 53',
    firstDay: '2019-10-15',
    asked: [
      ...presetsOn('2020-02-29'),
      ...presetsOn('2020-12-31'),
      ...presetsOn('2021-01-03'),
      entered('2020-12-28', '2021-01-03', '2021-02-01'),
      entered('2020-11-16', '2020-12-15', '2021-02-01'),
    ],
  },
  {
    what: 'ends of months',
    firstDay: '2025-08-01',
    asked: [
      ...presetsOn('2026-03-31'),
      ...presetsOn('2026-05-31'),
      ...presetsOn('2026-11-30'),
      entered('2026-01-10', '2026-02-08', '2026-11-30'),
      entered('2025-12-01', '2026-05-31', '2026-11-30'),
    ],
  },
]

describe.each(years)('with $what', ({ firstDay, asked }) => {
  let chen: SignedInClient
  let facts: Known[]
  beforeAll(async () => {
    const w = await testApp()
    await w.setLocale('陈静', 'en')
    facts = await randomDepartment(w, 20_261_130, 80, firstDay)
    chen = await w.as('陈静')
  })
  afterAll(() => setClock())

  const url = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`

  /** The amounts that a row shows: of its own days and of the compared ones; null stands for a dash. */
  async function shownRows(query: Record<string, string>) {
    const page = parse((await chen.get(url('/reports/sales', query))).text)
    const figure = (row: ReturnType<typeof page.querySelector>, name: string) => {
      const cell = row?.querySelector(name)
      return cell ? Number(cell.getAttribute('data-value')) : null
    }
    const amounts = (row: ReturnType<typeof page.querySelector>) => [
      figure(row, '[data-measure=amount]:not([data-then-key])'),
      figure(row, '[data-compared=amount]'),
    ]
    return {
      rows: page.querySelectorAll('tr[data-key]').map((row) => ({
        key: row.getAttribute('data-key') ?? '',
        amounts: amounts(row),
        days: row.querySelector('td.detail')?.text.trim() ?? '',
      })),
      totals: amounts(page.querySelector('tfoot tr')),
      note: page.querySelector('.body .note')?.text.trim(),
    }
  }

  const text = ({ from, to }: Range) => (from === to ? from : `${from} to ${to}`)
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

  /** The first and last day of a period within a range. */
  const within = (range: Range, period: string, key: string): Range => {
    const days = everyDay(range).filter((day) => periodKey(day, period as 'day') === key)
    return { from: days[0] ?? '', to: days.at(-1) ?? '' }
  }

  test.each(
    groups.flatMap((group_by) => (['previous', 'last_year'] as const).map((compare) => ({ group_by, compare }))),
  )(
    'sales by $group_by against $compare: nothing is left out, and rows sum to the total',
    async ({ group_by, compare }) => {
      // Each range is tried with a few of the groupings; entered ones, which are the odd ones, by day and week.
      const turn = groups.indexOf(group_by)
      for (const one of asked.filter(({ query }, index) => index % 9 === turn % 9 || ('from' in query && turn < 2))) {
        setClock(() => new Date(`${one.today}T04:00:00Z`))
        const compared = one.compared(compare)
        const figures = (days: Range) => figuresOf(facts, { ...days, group_by }, [group_by])
        const [own, other] = [figures(one.days), figures(compared)]
        const shown = await shownRows({ ...one.query, group_by, compare })
        const said = [JSON.stringify(one.query), one.today]
        expect([...said, shown.note]).toEqual([...said, expect.stringContaining(text(compared))])
        const [ownTotal, otherTotal] = [one.days, compared].map(
          (days) => (figuresOf(facts, { ...days, group_by }, []).get('') ?? none).amount,
        )
        expect([...said, shown.totals]).toEqual([...said, [ownTotal, otherTotal]])
        expect([...said, ...[0, 1].map((side) => sum(shown.rows.map(({ amounts }) => amounts[side] ?? 0)))]).toEqual([
          ...said,
          ownTotal,
          otherTotal,
        ])
        if (!periods.includes(group_by)) {
          const expected = [...new Set([...own.keys(), ...other.keys()])].map((key) => [
            key,
            [own, other].map((side) => (side.get(key) ?? none).amount),
          ])
          expect(shown.rows.map(({ key, amounts }) => [key, amounts]).toSorted()).toEqual(expected.toSorted())
          continue
        }
        const [ownKeys, otherKeys] = [periodsOf(one.days, group_by), periodsOf(compared, group_by)]
        const expected = Array.from({ length: Math.max(ownKeys.length, otherKeys.length) }, (_, index) => {
          const [ownKey, otherKey] = [ownKeys[index], otherKeys[index]]
          return {
            key: ownKey ?? '',
            amounts: [
              ownKey === undefined ? null : (own.get(ownKey) ?? none).amount,
              otherKey === undefined ? null : (other.get(otherKey) ?? none).amount,
            ],
            days: otherKey === undefined ? '–' : text(within(compared, group_by, otherKey)),
          }
        })
        expect([...said, shown.rows]).toEqual([...said, expected])
        if (group_by === 'day') expect(ownKeys.filter((key, index) => key === otherKeys[index])).toEqual([])
      }
    },
  )

  test.each([
    ['product', 'week'],
    ['month', 'week'],
    ['week', 'month'],
    ['day', 'region'],
    ['quarter', 'salesperson'],
  ])(
    'the CSV of sales by %s and %s sums to the totals, and so do the parts on the page and in print',
    async (first, second) => {
      for (const compare of ['previous', 'last_year'] as const)
        for (const one of asked.filter((_, index) => index % 14 === 0)) {
          setClock(() => new Date(`${one.today}T04:00:00Z`))
          const query = { ...one.query, group_by: first, then_by: second, compare }
          const totals = [one.days, one.compared(compare)].map(
            (days) => (figuresOf(facts, { ...days, group_by: first }, []).get('') ?? none).amount,
          )
          const { text } = await chen.get(url('/reports/sales.csv', query))
          const rows: Record<string, string>[] = parseCsv(text, { columns: true, bom: true })
          const minor = (cell: string | undefined) => Math.round(Number(cell) * 100)
          expect([
            query,
            sum(rows.map((row) => minor(row.amount))),
            sum(rows.map((row) => minor(row.compared_amount))),
          ]).toEqual([query, ...totals])
          for (const print of [{}, { print: '1' }]) {
            const page = await shownRows({ ...query, ...print })
            expect([query, page.totals]).toEqual([query, totals])
          }
        }
    },
  )
})

describe('sales of single days', () => {
  let chen: SignedInClient
  let customer_id: number
  beforeAll(async () => {
    const w = await testApp()
    const owner_id = w.who('王芳').id
    customer_id = await addCustomer('KH-1', owner_id)
    const product_id = await addProduct('P-1', null, owner_id)
    const days = {
      ...{ '2024-02-29': 64, '2025-02-01': 128, '2026-10-31': 256, '2026-10-30': 512 },
      ...{ '2025-11-30': 1, '2025-12-01': 2, '2025-12-03': 4, '2025-12-06': 8, '2026-11-30': 32 },
    }
    const fact = {
      ...({ kind: 'sale', region: null, category: null, source: null } as const),
      quantity: 1,
      order_sign: 1 as const,
    }
    await addOrders(
      Object.entries(days).map(([on_day, amount]) => ({
        ...{ owner_id, customer_id, day: on_day },
        facts: [{ ...fact, on_day, customer_id, owner_id, user_id: owner_id, product_id, amount: amount * 100 }],
      })),
    )
    chen = await w.as('陈静')
    setClock(() => new Date('2026-11-30T04:00:00Z'))
  })
  afterAll(() => setClock())

  test.each([
    ['preset=this_week&compare=last_year&group_by=week', '2026-W49', 32, 2, 32, 2],
    ['preset=this_week&whole=1&compare=last_year&group_by=week', '2026-W49', 32, 14, 32, 14],
    ['preset=this_week&compare=last_year&group_by=customer', 'KH-1', 32, 2, 32, 2],
    ['preset=this_month&compare=previous&group_by=day', '2026-11-30', 32, 512, 32, 512],
    ['preset=this_month&whole=1&compare=previous&group_by=day', '2026-11-30', 32, 512, 32, 768],
    ['from=2025-02-01&to=2025-02-28&compare=last_year&group_by=day', '2025-02-01', 128, 0, 128, 0],
    ['from=2025-02-01&to=2025-03-01&compare=last_year&group_by=day', '2025-02-01', 128, 0, 128, 64],
  ])('%s: %s is %d after %d, the total %d after %d', async (query, key, own, compared, total, comparedTotal) => {
    const path = `customer_id=${customer_id}&${query}`
    for (const print of ['', '&print=1']) {
      const page = await chen.get(`/reports/sales?${path}${print}`)
      const value = (row: string, name: string) =>
        Number(page.attribute(`${row} [data-${name}=amount]`, 'data-value')) / 100
      expect([value(`tr[data-key="${key}"]`, 'measure'), value(`tr[data-key="${key}"]`, 'compared')]).toEqual([
        own,
        compared,
      ])
      expect([value('tfoot', 'measure'), value('tfoot', 'compared')]).toEqual([total, comparedTotal])
    }
    const { text } = await chen.get(`/reports/sales.csv?${path}`)
    const rows: Record<string, string>[] = parseCsv(text, { columns: true, bom: true })
    expect(rows.reduce((sum, row) => sum + Number(row.比较期销售额), 0)).toBe(comparedTotal)
  })
})
