import { beforeAll, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { orderList } from '../../src/orders/list.ts'
import { recordsListParams } from '../../src/reports/engine/records.ts'
import type { PaymentFilters, PaymentPlace } from '../../src/reports/payments/filter-conditions.ts'
import type { PaymentsParameters } from '../../src/reports/payments/parameters.ts'
import { paymentRecordsDefinition } from '../../src/reports/payments/records.ts'
import { paymentGroupsQuery as paymentsBy } from '../../src/reports/payments/sql-statements.ts'
import { type Dimension, dimensions } from '../../src/reports/sales/dimensions.ts'
import type { SalesFilters } from '../../src/reports/sales/filter-conditions.ts'
import type { SalesParameters } from '../../src/reports/sales/parameters.ts'
import {
  type GroupingPair,
  salesGroupsQuery,
  salesSumsQuery,
  smallestSalesTable,
} from '../../src/reports/sales/sql-statements.ts'
import { testApp } from '../test-app.ts'

let w: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  w = await testApp()
})

const open: PaymentsParameters = {
  ...{ from: null, to: null, owner_id: null, customer_id: null, region: null, settled: true },
  group_by: 'order',
  today: '2026-11-25',
}

// A full scan of a partial index of unpaid orders is acceptable.
const unread = /SCAN orders(?! USING (COVERING INDEX|INDEX orders_(owed|due|unpaid)))/

const planOf = (made: () => { sql: string; parameters: readonly unknown[] }) =>
  transaction(() => Promise.resolve(w.plan(made()).join('\n')))

test.each<[string, Partial<PaymentFilters> & { params: PaymentsParameters }]>([
  ['what is owed', { params: open, measure: 'owed' }],
  ['what is very old', { params: open, measure: 'over_90' }],
  ['an owner’s', { params: { ...open, owner_id: 1 } }],
  ['a customer’s', { params: { ...open, customer_id: 1 } }],
  ['a month’s', { params: { ...open, from: '2026-01-01', to: '2026-01-31' } }],
  ['an order', { params: open, place: { group: 'order', key: 'SO-000001' } satisfies PaymentPlace }],
  ['a customer by code', { params: open, place: { group: 'customer', key: 'KH-1' } satisfies PaymentPlace }],
  ['a salesperson’s part', { params: open, place: { group: 'salesperson', key: 'wangfang' } satisfies PaymentPlace }],
])('the sums and the records of %s are read along an index', async (_, params) => {
  const narrowing = { place: null, measure: null, ...params }
  for (const group of ['customer', 'salesperson'] as const)
    expect(await planOf(() => paymentsBy(narrowing, group).compile())).not.toMatch(unread)
  const question = recordsListParams(narrowing, 1)
  for (const made of await paymentRecordsDefinition.list.statements(question, w.who('陈静')))
    expect(await planOf(() => made)).not.toMatch(/SCAN (orders(?! USING)|order_credits|customers|payments)/)
})

test('everyone’s payments are summed along an index by date, and shared orders found along another', async () => {
  const narrowing = { params: { ...open, from: '2026-01-01', to: '2026-12-31' }, place: null, measure: null }
  const plan = await planOf(() => paymentsBy(narrowing, 'salesperson').compile())
  const shared = expect.stringContaining('SEARCH orders USING COVERING INDEX orders_credited (credited_id=?')
  expect(plan.match(/(SEARCH|SCAN) orders\b.*/g)).toEqual([
    expect.stringMatching(/SEARCH orders USING (COVERING )?INDEX orders_(receivable|credited|status) \(.*ordered_on>/),
    shared,
    shared,
  ])
})

const year = { from: '2025-01-01', to: '2025-12-31' }
const all = { region: null, product: null, category: null, owner_id: null, customer_id: null, orders: null }
const params: SalesParameters = {
  ...year,
  ...all,
  group_by: 'month',
  then_by: null,
  measure: 'amount',
  compare: null,
  compared: null,
}

/** The plan's steps that read facts or their aggregates. */
const readings = (plan: string) => plan.match(/(SEARCH|SCAN) sales_facts\b.*/g) ?? []

test.each(['', 'status=confirmed', 'payment=open', 'q=zhang', 'product=P-1', 'owner_id=1&from=2026-01-01'])(
  'an analysis of the orders of %s reads facts only along an index',
  async (address) => {
    const { question } = parseListParams(orderList, Object.fromEntries(new URLSearchParams(address)))
    const orders = { question, person: w.who('陈静') }
    for (const by of ['month', 'product'] as const)
      for (const reading of readings(await planOf(() => salesGroupsQuery({ ...params, orders }, [by]).compile())))
        expect(reading).toMatch(/SEARCH sales_facts USING (COVERING )?INDEX/)
  },
)

test.each<[Dimension[]]>([[[]], ...dimensions.map((dimension): [Dimension[]] => [[dimension]]), [['month', 'region']]])(
  'a year by %s reads only aggregates, or facts only from the covering index',
  async (by) => {
    const plan = async (narrowed: Partial<SalesFilters>) =>
      readings(await planOf(() => salesSumsQuery({ ...params, ...narrowed }, by).compile(writer())))
    expect(smallestSalesTable({ ...params, places: [] }, by)).not.toBe('sales_facts')
    expect(await plan({})).toEqual([
      expect.stringMatching(/SEARCH sales_facts USING (COVERING INDEX sales_facts_by_order_day|PRIMARY KEY) \(on_day/),
    ])
    expect(await plan({ category: 'Beverages' })).toEqual([
      expect.stringContaining('USING COVERING INDEX sales_facts_day'),
    ])
  },
)

test.each<[GroupingPair]>([[['customer']], [['customer', 'year']], [['month', 'customer']]])(
  'a year by %s is read from aggregates, once for its groups and once for their parts',
  async (by) => {
    for (const most of [undefined, { groups: 1_000, parts: 1_000 }]) {
      const plan = await planOf(() => salesGroupsQuery(params, by, most).compile())
      expect(readings(plan)).toEqual(
        by.map(() => expect.stringContaining('USING COVERING INDEX sales_facts_by_order_day (on_day')),
      )
    }
  },
)
