import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { dimensions } from '../../src/reports/dimensions.ts'
import { paymentsReport } from '../../src/reports/payments.ts'
import type { PaymentsAsked } from '../../src/reports/payments-question.ts'
import { type Measure, measures, type SalesAsked } from '../../src/reports/question.ts'
import type { Result, Row } from '../../src/reports/report.ts'
import { salesReport } from '../../src/reports/sales.ts'
import { world } from '../world.ts'
import { randomDepartment } from './random.ts'
import { randomReceivables } from './receivables.ts'

// A page reads only the first groups of a report, its file all of them: both must say the same.

const everything = {
  ...{ region: null, product: null, category: null, owner_id: null, customer_id: null, orders: null },
  ...{ from: '2024-01-01', to: '2026-12-31', compare: null },
}

/** A row as far as it can be compared: addresses are made anew each time. */
const said = ({ key, label, cells, compared, parts }: Row): unknown => ({
  key,
  label,
  cells: cells.map(({ value, href }) => [value, href()]),
  compared: compared?.map(({ value }) => value),
  parts: parts.map(said),
})

const total = ({ rows, left, cut }: Result) => rows.length + (left ?? 0) + (cut?.groups ?? 0)

function same(first: Result, all: Result): void {
  expect(first.rows.map(said)).toEqual(all.rows.slice(0, 2).map(said))
  expect(said(first.totals)).toEqual(said(all.totals))
  expect(total(first)).toBe(total(all))
  expect(all.rows.length).toBeGreaterThan(2)
}

const crossed = [
  ['customer', 'quarter'],
  ['customer', 'salesperson'],
  ['month', 'product'],
] as const

describe('what is sold', () => {
  beforeAll(async () => {
    await randomDepartment(await world(), 20_261_128)
  })

  test.each(
    measures.flatMap((measure) => [
      ...dimensions.filter((name) => name !== 'salesperson').map((name) => [measure, name, null] as const),
      ...crossed.map(([name, then]) => [measure, name, then] as const),
    ]),
  )('the first of sales by %s, %s and %s are the first of all', async (measure: Measure, group_by, then_by) => {
    const asked: SalesAsked = { ...everything, measure, group_by, then_by }
    same(await salesReport.run(asked, 2), await salesReport.run(asked))
    const beside: SalesAsked = { ...asked, from: '2025-03-01', to: '2025-09-30', compare: 'previous' }
    const [some, all] = [await salesReport.run(beside, 2), await salesReport.run(beside)]
    expect(some.rows.map(said)).toEqual(all.rows.slice(0, 2).map(said))
  })
})

describe('what is owed', () => {
  beforeAll(async () => {
    await randomReceivables(await world(), 20_261_128)
  })

  test.each<Partial<PaymentsAsked>>([{}, { region: '上海' }, { from: '2025-01-01', to: '2026-12-31' }])(
    'the first who owe are the first of all, asked for %j',
    async (more) => {
      const asked: PaymentsAsked = {
        ...{ from: null, to: null, owner_id: null, customer_id: null, region: null },
        ...{ group_by: 'customer', today: today() },
        ...more,
      }
      const narrowing = { asked, place: null, measure: null }
      same(await paymentsReport.run(narrowing, 2), await paymentsReport.run(narrowing))
    },
  )
})
