import { beforeAll, expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { questionOf } from '../../src/lists/question.ts'
import { orderList } from '../../src/orders/list.ts'
import { firstStatement, wholeStatement } from '../../src/reports/customers-statements.ts'
import { debtorsStatement, debtsStatement } from '../../src/reports/debtors.ts'
import { type Dimension, dimensions } from '../../src/reports/dimensions.ts'
import { statement } from '../../src/reports/facts.ts'
import { paymentListQuestion, paymentRecordList } from '../../src/reports/payments-list.ts'
import type { PaymentPlace, PaymentsAsked } from '../../src/reports/payments-question.ts'
import type { PaymentsNarrowing } from '../../src/reports/receivables.ts'
import { collectedStatement, owedStatement, sharedStatement, sumsStatement } from '../../src/reports/standings.ts'
import { sourceOf, summedStatement } from '../../src/reports/sums.ts'
import { world } from '../world.ts'

let w: Awaited<ReturnType<typeof world>>
beforeAll(async () => {
  w = await world()
})

const open: PaymentsAsked = {
  ...{ from: null, to: null, owner_id: null, customer_id: null, region: null },
  group_by: 'order',
  today: '2026-11-25',
}

// An index of what is owed alone may be read whole.
const unread = /SCAN orders(?! USING (COVERING INDEX|INDEX orders_(owed|due|unpaid)))/

const planOf = (made: () => { sql: string; parameters: readonly unknown[] }) =>
  transaction(() => Promise.resolve(w.plan(made()).join('\n')))

test.each<[string, Partial<PaymentsNarrowing> & { asked: PaymentsAsked }]>([
  ['what is owed', { asked: open, measure: 'owed' }],
  ['what is very old', { asked: open, measure: 'over_90' }],
  ['an owner’s', { asked: { ...open, owner_id: 1 } }],
  ['a customer’s', { asked: { ...open, customer_id: 1 } }],
  ['a month’s', { asked: { ...open, from: '2026-01-01', to: '2026-01-31' } }],
  ['an order', { asked: open, place: { group: 'order', key: 'SO-000001' } satisfies PaymentPlace }],
  ['a customer by code', { asked: open, place: { group: 'customer', key: 'KH-1' } satisfies PaymentPlace }],
  ['a salesperson’s part', { asked: open, place: { group: 'salesperson', key: 'wangfang' } satisfies PaymentPlace }],
])('the sums and the records of %s go along an index', async (_, asked) => {
  const narrowing = { place: null, measure: null, ...asked }
  for (const by of [null, 'credited_id'] as const) {
    expect(await planOf(() => sumsStatement(narrowing, by).compile(writer()))).not.toMatch(unread)
    expect(await planOf(() => owedStatement(narrowing, by).compile(writer()))).not.toMatch(unread)
  }
  for (const statement of [debtsStatement, debtorsStatement, sharedStatement, collectedStatement])
    expect(await planOf(() => statement(narrowing).compile(writer()))).not.toMatch(unread)
  const question = paymentListQuestion(narrowing, paymentRecordList, 1)
  for (const made of await paymentRecordList.statements(question, w.who('陈静')))
    expect(await planOf(() => made)).not.toMatch(/SCAN (orders(?! USING)|order_credits|customers|payments)/)
})

test.each(['', 'status=confirmed', 'payment=open', 'q=zhang', 'product=P-1', 'owner_id=1&from=2026-01-01'])(
  'an analysis of the orders of %s reads no facts but through an index',
  async (address) => {
    const { question } = questionOf(orderList, Object.fromEntries(new URLSearchParams(address)))
    const orders = { question, person: w.who('陈静') }
    const days = { from: '2025-01-01', to: '2026-12-31', places: [] }
    const filters = { region: null, product: null, category: null, owner_id: null, customer_id: null, orders }
    for (const by of [['month'], ['product']] as const) {
      const narrowing = { ...days, ...filters }
      const source = sourceOf(narrowing, by)
      const asked = source ? summedStatement(source, narrowing, by) : statement(narrowing, by, 'credited')
      const plan = await planOf(() => asked.compile(writer()))
      expect(plan).toMatch(/SEARCH facts USING (COVERING )?INDEX/)
      expect(plan).not.toContain('SCAN facts')
    }
  },
)

test('payments of everybody are summed along one index, and what several share is found by it', async () => {
  const narrowing = { asked: { ...open, from: '2026-01-01', to: '2026-12-31' }, place: null, measure: null }
  const plan = async (made: typeof sumsStatement | typeof sharedStatement) =>
    planOf(() => made(narrowing, 'credited_id').compile(writer()))
  expect(await plan(sumsStatement)).toMatch(
    /SEARCH orders USING COVERING INDEX orders_credited \(credited_id=\? AND ordered_on>/,
  )
  expect(await plan(sumsStatement)).not.toContain('TEMP B-TREE')
  expect(await plan(sharedStatement)).toMatch(/SEARCH orders USING COVERING INDEX orders_credited \(credited_id/)
})

const year = { from: '2025-01-01', to: '2025-12-31', places: [] }
const all = { region: null, product: null, category: null, owner_id: null, customer_id: null, orders: null }

test.each<[Dimension[]]>([[[]], ...dimensions.map((dimension): [Dimension[]] => [[dimension]]), [['month', 'region']]])(
  'a year by %s reads only what is summed, and its facts only the covering index',
  async (by) => {
    const narrowing = { ...year, ...all }
    const source = sourceOf(narrowing, by)
    const summed = source && (await planOf(() => summedStatement(source, narrowing, by).compile(writer())))
    expect(summed).toMatch(/SEARCH facts USING (COVERING INDEX facts_by_order_day|PRIMARY KEY) \(on_day/)
    const plan = await planOf(() => statement(narrowing, by, 'credited').compile(writer()))
    expect(plan).toContain('USING COVERING INDEX facts_day')
    expect(plan).not.toContain('SCAN facts')
  },
)

test.each<[Dimension, Dimension | null]>([
  ['customer', null],
  ['customer', 'year'],
  ['month', 'customer'],
])('a year by %s and %s is read once, from what is summed', async (group_by, then_by) => {
  const asked = { ...year, ...all, group_by, then_by, measure: 'amount', compare: null } as const
  for (const statement of [firstStatement(asked, 1000), wholeStatement(asked)]) {
    const plan = await planOf(() => statement.compile(writer()))
    expect(plan.match(/(SEARCH|SCAN) facts\b.*/g)).toEqual([
      expect.stringContaining('USING COVERING INDEX facts_by_order_day (on_day'),
    ])
  }
})
