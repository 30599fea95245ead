import { beforeAll, describe, expect, test } from 'vitest'
import { today } from '../../src/i18n/format.ts'
import { collectRows } from '../../src/lists/list.ts'
import type { ReportDefinition, ReportParameters } from '../../src/reports/engine/definition.ts'
import type { ReportResult, ResultRow } from '../../src/reports/engine/result.ts'
import type { PaymentsParameters } from '../../src/reports/payments/parameters.ts'
import { paymentsReport } from '../../src/reports/payments/report.ts'
import { dimensions } from '../../src/reports/sales/dimensions.ts'
import { type SalesMeasure, type SalesParameters, salesMeasureNames } from '../../src/reports/sales/parameters.ts'
import { salesReport } from '../../src/reports/sales/report.ts'
import { testApp } from '../test-app.ts'
import { randomDepartment } from './random.ts'
import { randomReceivables } from './receivables.ts'
import { addCustomer, addOrders, addProduct } from './report-fixtures.ts'

// A page reads only the first groups of a report, its CSV all rows in turn; both must show the same.

const everything = {
  ...{ region: null, product: null, category: null, owner_id: null, customer_id: null, orders: null },
  ...{ from: '2024-01-01', to: '2026-12-31', compare: null, compared: null },
}

/** A row's values for comparison, with its links resolved, as they are built on demand. */
const said = ({ key, label, cells, compared, parts }: ResultRow): unknown => ({
  key,
  label,
  cells: cells.map(({ value, href }) => [value, href?.()]),
  compared: compared?.map(({ value }) => value),
  parts: parts.map(said),
})

const total = ({ rows, cut }: ReportResult) => rows.length + cut.groups
/** Rows as on a page: parts that are not columns are rows below their group. */
const inRows = (rows: ResultRow[], { columns }: ReportResult): unknown[] =>
  columns ? rows.map(said) : rows.flatMap((row) => [said({ ...row, parts: [] }), ...row.parts.map(said)])
const parts = (rows: ResultRow[]) => rows.reduce((sum, row) => sum + row.parts.length, 0)

/** The report limited to two groups, the report with all groups, and the CSV's rows agree. */
async function same<Asked>(
  report: Pick<ReportDefinition<ReportParameters<Asked>>, 'run' | 'rows'>,
  params: Asked,
): Promise<void> {
  const [first, all] = [await report.run(params, 2), await report.run(params, 10_000)]
  const rows = await collectRows(report.rows(params))
  expect(all.rows.map(said)).toEqual(rows.map(said))
  expect(first.rows.map(({ key }) => key)).toEqual(rows.slice(0, 2).map(({ key }) => key))
  expect(inRows(first.rows, first).slice(0, 2)).toEqual(inRows(rows, first).slice(0, 2))
  for (const { totals, columns } of [first, all]) {
    expect(said(totals)).toEqual(said(all.totals))
    expect(columns?.map(said)).toEqual(all.columns?.map(said))
  }
  expect([total(first), total(all)]).toEqual([rows.length, rows.length])
  expect(parts(first.rows) + first.cut.parts).toBe(parts(rows))
}

const crossed = [
  ['customer', 'quarter'],
  ['customer', 'salesperson'],
  ['customer', 'region'],
  ['customer', 'product'],
  ['month', 'customer'],
  ['region', 'customer'],
  ['salesperson', 'customer'],
  ['month', 'product'],
] as const

describe('sales', () => {
  beforeAll(async () => {
    await randomDepartment(await testApp(), 20_261_128)
  })

  test.each(
    salesMeasureNames.flatMap((measure) => [
      ...dimensions.filter((name) => name !== 'salesperson').map((name) => [measure, name, null] as const),
      ...crossed.map(([name, then]) => [measure, name, then] as const),
    ]),
  )(
    'the first groups of sales by %s, %s and %s are the first of the complete report',
    async (measure: SalesMeasure, group_by, then_by) => {
      const params: SalesParameters = { ...everything, measure, group_by, then_by }
      await same(salesReport, params)
      await same(salesReport, {
        ...params,
        from: '2025-03-01',
        to: '2025-09-30',
        compare: 'previous',
        compared: { from: '2024-12-20', to: '2025-02-28' },
      })
    },
  )
})

/** Rows that the database returns per batch. */
const readAtOnce = 500

test('more customers than one batch each have one row', async () => {
  const w = await testApp()
  const owner_id = w.who('王芳').id
  const product_id = await addProduct('P-1', null, owner_id)
  const customers: number[] = []
  for (let number = 0; number <= readAtOnce; number++) customers.push(await addCustomer(`KH-${number}`, owner_id))
  const fact = {
    kind: 'sale',
    region: null,
    product_id,
    category: null,
    source: null,
    quantity: 1,
    order_sign: 1,
  } as const
  await addOrders(
    customers.map((customer_id, index) => {
      const [on_day, amount] = ['2026-03-01', index % 7]
      const own = { ...fact, on_day, customer_id, owner_id, user_id: owner_id, amount }
      return { owner_id, customer_id, day: on_day, facts: [own, { ...own, on_day: '2026-04-01' }] }
    }),
  )
  for (const then_by of [null, 'month', 'salesperson'] as const)
    await same(salesReport, { ...everything, measure: 'amount', group_by: 'customer', then_by })
  const payments = {
    from: null,
    to: null,
    owner_id: null,
    customer_id: null,
    region: null,
    settled: true,
    today: today(),
  }
  await same(paymentsReport, { ...payments, group_by: 'customer' })
})

describe('receivables', () => {
  beforeAll(async () => {
    await randomReceivables(await testApp(), 20_261_128)
  })

  test.each<Partial<PaymentsParameters>>([
    {},
    { settled: false },
    { region: '上海' },
    { from: '2025-01-01', to: '2026-12-31' },
  ])('the first groups of receivables are the first of the complete report, with %j', async (more) => {
    const params: PaymentsParameters = {
      ...{ from: null, to: null, owner_id: null, customer_id: null, region: null },
      ...{ group_by: 'customer', settled: true, today: today() },
      ...more,
    }
    await same(paymentsReport, params)
  })
})
