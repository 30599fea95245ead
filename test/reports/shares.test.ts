import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { today } from '../../src/i18n/format.ts'
import { paymentGroupsQuery, paymentsReportTotals } from '../../src/reports/payments/sql-statements.ts'
import { addDays } from '../../src/values/days.ts'
import { testApp } from '../test-app.ts'
import { insertSoldOrders, measures, naivePaymentSums, type Sold } from './receivables.ts'
import { addCustomer } from './report-fixtures.ts'

const names = ['王芳', '李强', '陈静'] as const

const order = fc.record({
  percents: fc
    .tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
    .filter(([one, other]) => one + other < 100),
  owner: fc.nat(2),
  /** Small amounts have the largest rounding differences. */
  total: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 10 ** 12 })),
  paid: fc.nat(120),
  due: fc.nat(120),
})

test('the database splits an order shared by three people as splitByShares does', async () => {
  const w = await testApp()
  const customer = { id: await addCustomer('KH 1', w.who('王芳').id), code: 'KH 1' }
  const sold = fc.sample(order, { seed: 20_261_128, numRuns: 120 }).map(({ percents, ...one }, index): Sold => {
    const [first, second] = percents
    const amount = Math.floor((one.total * one.paid) / 100)
    return {
      number: `SO-${String(index + 1).padStart(6, '0')}`,
      ...{ status: 'confirmed', customer, region: null, total: one.total },
      owner: names[one.owner] ?? '王芳',
      ordered_on: addDays(today(), -150),
      due_on: addDays(today(), -one.due),
      shares: [first, second, 100 - first - second].map((percent, n) => ({ name: names[n] ?? '王芳', percent })),
      payments: amount > 0 ? [{ amount, kind: 'payment', reversed: false }] : [],
    }
  })
  await insertSoldOrders(w, sold)
  // No share is stored if the owner has all of it.
  const alone = { ...(sold[0] as Sold), number: 'SO-1', owner: '李强', total: 77, shares: [], payments: [] }
  await insertSoldOrders(w, [alone])
  await transaction(() =>
    writer().updateTable('orders').set({ credited_id: null }).where('number', '=', 'SO-1').execute(),
  )

  const open = { from: null, to: null, owner_id: null, customer_id: null, region: null, settled: true, today: today() }
  const narrowing = { params: { ...open, group_by: 'salesperson' as const }, place: null, measure: null }
  const only = (sums: Record<string, unknown>) =>
    Object.fromEntries(measures.map((measure) => [measure, Number(sums[measure])]))
  const rows = await paymentGroupsQuery(narrowing, 'salesperson').execute()
  const groups = new Map(rows.map(({ id, ...sums }) => [id, only(sums)]))
  const whole = only(await paymentsReportTotals(narrowing, 'salesperson'))
  const all = [...sold, alone]
  expect(new Map(names.map((name) => [name, groups.get(w.who(name).id)]))).toEqual(
    naivePaymentSums(all, {}, 'salesperson', w),
  )
  expect(whole).toEqual(naivePaymentSums(all, {}, null, w).get(''))
  expect(measures.map((measure) => [...groups.values()].reduce((sum, each) => sum + (each[measure] ?? 0), 0))).toEqual(
    measures.map((measure) => whole[measure]),
  )
})
