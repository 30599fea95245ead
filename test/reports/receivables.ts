import fc from 'fast-check'
import { transaction, writer } from '../../src/database/database.ts'
import { today } from '../../src/i18n/format.ts'
import { updateFulfilmentState } from '../../src/orders/fulfilment/fulfilment-state.ts'
import { activePayments, insertPayments } from '../../src/orders/fulfilment/repository.ts'
import { syncCollections } from '../../src/orders/ledger/sync-sales-facts.ts'
import { getOrder, insertCredits } from '../../src/orders/repository.ts'
import { addDays, daysBetween } from '../../src/values/days.ts'
import { type Share, splitByShares } from '../../src/values/money.ts'
import type { testApp } from '../test-app.ts'
import { addCustomer } from './report-fixtures.ts'

type World = Awaited<ReturnType<typeof testApp>>

export const measures = [
  'total',
  'paid',
  'owed',
  'not_due',
  'days_1_30',
  'days_31_60',
  'days_61_90',
  'over_90',
] as const
export type Measure = (typeof measures)[number]
export type Standing = Record<Measure, number>

/** An order in a test, with its payments and refunds. */
export interface Sold {
  number: string
  status: 'draft' | 'confirmed' | 'completed' | 'cancelled'
  customer: { id: number; code: string }
  owner: string
  ordered_on: string
  due_on: string | null
  region: string | null
  total: number
  shares: { name: string; percent: number }[]
  payments: { amount: number; kind: 'payment' | 'refund'; reversed: boolean }[]
}

/** A report's filters. */
export interface Asked {
  from?: string
  to?: string
  owner?: string
  customer_id?: number
  region?: string
  /** Without orders that are paid in full. */
  unpaidOnly?: boolean
}

/** What orders amount to by group, computed in plain loops from orders and payments; the key '' is the total. */
export function naivePaymentSums(
  sold: Sold[],
  params: Asked,
  group: 'order' | 'customer' | 'salesperson' | null,
  w: Pick<World, 'who'>,
): Map<string, Standing> {
  const found = new Map<string, Standing>()
  const add = (key: string, measure: Measure, amount: number) => {
    const there = found.get(key) ?? (Object.fromEntries(measures.map((name) => [name, 0])) as Standing)
    found.set(key, { ...there, [measure]: there[measure] + amount })
  }
  for (const order of sold) {
    if (order.status !== 'confirmed' && order.status !== 'completed') continue
    if (params.from && order.ordered_on < params.from) continue
    if (params.to && order.ordered_on > params.to) continue
    if (params.owner && order.owner !== params.owner) continue
    if (params.customer_id && order.customer.id !== params.customer_id) continue
    if (params.region && order.region !== params.region) continue
    let paid = 0
    for (const { amount, kind, reversed } of order.payments)
      if (!reversed) paid += kind === 'payment' ? amount : -amount
    const owed = Math.max(0, order.total - paid)
    if (params.unpaidOnly && owed === 0) continue
    const late = order.due_on === null ? 0 : daysBetween(order.due_on, today())
    const age = late <= 0 ? 3 : late <= 30 ? 4 : late <= 60 ? 5 : late <= 90 ? 6 : 7
    // Paid amounts are split payment by payment, as they were collected.
    const payments = order.payments.filter(({ reversed }) => !reversed)
    const amounts = [
      ['total', order.total],
      ...(group === 'salesperson'
        ? payments.map(({ amount, kind }) => ['paid', kind === 'payment' ? amount : -amount] as const)
        : [['paid', paid] as const]),
      ['owed', owed],
      [measures[age] ?? 'owed', owed],
    ] as const
    for (const [measure, amount] of amounts)
      if (group !== 'salesperson')
        add(group === 'order' ? order.number : group === 'customer' ? order.customer.code : '', measure, amount)
      else
        for (const [id, part] of splitByShares(amount, sharesOf(order, w), w.who(order.owner).id))
          add(order.shares.find(({ name }) => w.who(name).id === id)?.name ?? order.owner, measure, part)
  }
  return found
}

const sharesOf = ({ shares }: Sold, w: Pick<World, 'who'>): Share[] =>
  shares.map(({ name, percent }) => ({ id: w.who(name).id, percent }))

const made = { created_at: '2026-01-01T00:00:00.000Z', reason: null, method: null, reference: null, note: null }

/** Inserts orders as the program would store them once they are paid. */
export const insertSoldOrders = (w: Pick<World, 'who'>, sold: Sold[]): Promise<void> =>
  transaction(async () => {
    for (const order of sold) {
      const owner_id = w.who(order.owner).id
      const { number, ordered_on, due_on, region, total } = order
      const { id } = await writer()
        .insertInto('orders')
        .values({
          ...{ number, ordered_on, due_on, region, total, owner_id, created_by: owner_id, search_text: '' },
          customer_id: order.customer.id,
          status: order.status,
          payment: order.status === 'completed' ? 'all' : 'none',
          created_at: made.created_at,
          counted_owner_id: owner_id,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await insertCredits(
        sharesOf(order, w).map((share) => ({ order_id: id, user_id: share.id, percent: share.percent })),
      )
      await insertPayments(
        order.payments.map(({ amount, kind, reversed }) => ({
          ...{ ...made, order_id: id, paid_on: ordered_on, amount, kind, user_id: owner_id },
          ...(reversed && { reversed_at: made.created_at, reversed_by: owner_id }),
        })),
      )
      const [written, payments] = [await getOrder(id), await activePayments(id)]
      await syncCollections(written, payments)
      const came = payments.reduce((sum, { kind, amount }) => (kind === 'refund' ? sum - amount : sum + amount), 0)
      if (order.status === 'confirmed') await updateFulfilmentState({ ...written, paid: came }, { id: owner_id })
      else {
        const paid = order.status === 'completed' ? total : 0
        await writer().updateTable('orders').set({ paid }).where('id', '=', id).execute()
      }
    }
  })

const payment = fc.record({
  amount: fc.integer({ min: 1, max: 80_000 }),
  kind: fc.constantFrom('payment' as const, 'payment' as const, 'refund' as const),
  reversed: fc.constantFrom(false, false, true),
})

const order = fc.record({
  status: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'completed', 'draft', 'cancelled') as fc.Arbitrary<
    Sold['status']
  >,
  customer: fc.nat(3),
  owner: fc.nat(1),
  percent: fc.constantFrom(100, 100, 67, 50, 33, 1, 0),
  ordered: fc.nat(400),
  /** Values around the limits of the age ranges. */
  due: fc.option(fc.constantFrom(-20, 0, 1, 2, 29, 30, 31, 59, 60, 61, 89, 90, 91, 300), { freq: 6 }),
  region: fc.constantFrom('上海', "O'Brien & Söhne, 100%", null),
  total: fc.integer({ min: 0, max: 200_000 }),
  payments: fc.array(payment, { maxLength: 3 }),
})

/** Inserts random orders of 王芳 and 李强 and returns them. */
export async function randomReceivables(w: Pick<World, 'who'>, seed: number, numRuns = 80): Promise<Sold[]> {
  const names = ['王芳', '李强'] as const
  const owners = [0, 0, 1, 1].map((n) => w.who(names[n] ?? '王芳').id)
  const customers = await Promise.all(
    owners.map(async (owner, n) => ({ id: await addCustomer(`KH ${n}`, owner), code: `KH ${n}` })),
  )
  const sold = fc.sample(order, { seed, numRuns }).map((one, index): Sold => {
    const [owner, other] = one.owner === 0 ? names : [names[1], names[0]]
    const paid = one.payments.reduce((sum, { amount, kind, reversed }) => {
      return reversed ? sum : kind === 'payment' ? sum + amount : sum - amount
    }, 0)
    const { region, status, total } = one
    return {
      ...{ region, status, total, owner },
      number: `SO-${String(index + 1).padStart(6, '0')}`,
      customer: customers[one.customer] ?? { id: 0, code: '' },
      ordered_on: addDays(today(), -one.ordered),
      due_on: one.due === null ? null : addDays(today(), -one.due),
      shares: [
        { name: owner, percent: one.percent },
        { name: other, percent: 100 - one.percent },
      ].filter(({ percent }) => percent > 0),
      // No refunds without a payment; completed orders are paid.
      payments:
        status === 'completed'
          ? total > 0
            ? [{ amount: total, kind: 'payment', reversed: false }]
            : []
          : status === 'confirmed' && paid >= 0
            ? one.payments
            : [],
    }
  })
  await insertSoldOrders(w, sold)
  return sold
}
