import fc from 'fast-check'
import { transaction, writer } from '../../src/database/database.ts'
import { insertPaymentCollections } from '../../src/orders/ledger/repository.ts'
import { addDays } from '../../src/values/days.ts'

/** A closed opportunity to insert. */
export interface Closed {
  owner_id: number
  closed_on: string
  stage: 'won' | 'lost' | 'superseded'
}

/** A salesperson's share of a payment or refund. */
export interface Collected {
  user_id: number
  on_day: string
  amount: number
}

const at = '2026-01-01T00:00:00.000Z'

/** Inserts closed opportunities; returns their ids. */
export const addClosed = (customer_id: number, closed: Closed[]): Promise<number[]> =>
  transaction(async () => {
    const ids: number[] = []
    for (const { owner_id, closed_on, stage } of closed) {
      const row = {
        customer_id,
        title: `${stage} ${closed_on}`,
        owner_id,
        stage,
        last_update_on: closed_on,
        closed_on,
        counted_owner_id: owner_id,
        created_at: at,
        created_by: owner_id,
        title_sort: stage,
        search_text: '',
      }
      const { id } = await writer().insertInto('opportunities').values(row).returning('id').executeTakeFirstOrThrow()
      ids.push(id)
    }
    return ids
  })

/** Inserts payments of an order, or refunds if negative, each for a single salesperson. */
export const addCollected = (order_id: number, customer_id: number, collected: Collected[]): Promise<void> =>
  transaction(async () => {
    for (const { user_id, on_day, amount } of collected) {
      const kind = amount > 0 ? ('payment' as const) : ('refund' as const)
      const payment = { order_id, paid_on: on_day, amount: Math.abs(amount), kind, user_id, created_at: at }
      const { id } = await writer().insertInto('payments').values(payment).returning('id').executeTakeFirstOrThrow()
      const share = { payment_id: id, order_id, on_day, recorded_at: at, customer_id, user_id, amount }
      await insertPaymentCollections([share])
    }
  })

const firstDay = '2024-11-20'
const day = fc.nat(500).map((days) => addDays(firstDay, days))

/** Random closed opportunities of some people. */
export const randomClosed = (people: number[], seed: number): Closed[] =>
  fc.sample(
    fc.record({
      owner_id: fc.constantFrom(...people),
      closed_on: day,
      stage: fc.constantFrom<Closed['stage']>('won', 'lost', 'lost', 'superseded'),
    }),
    { seed, numRuns: 120 },
  )

/** Random payments and refunds of some people. */
export const randomCollected = (people: number[], seed: number): Collected[] =>
  fc.sample(
    fc.record({
      user_id: fc.constantFrom(...people),
      on_day: day,
      amount: fc.integer({ min: -50_000, max: 900_000 }).filter((amount) => amount !== 0),
    }),
    { seed, numRuns: 120 },
  )
