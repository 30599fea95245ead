import type { Row } from '../../database/tables.ts'
import { type Share, splitByShares } from '../../values/money.ts'
import { diffRows } from './diff-rows.ts'

/** What was collected of a payment, for one person, as it is written; minor units. */
export type Collection = Omit<Row<'collections'>, 'id'>

export type CollectedPayment = Pick<Row<'payments'>, 'id' | 'kind' | 'amount' | 'paid_on'>

/** What a payment brings, in minor units: a refund takes away. */
export const signedAmount = ({ kind, amount }: Pick<CollectedPayment, 'kind' | 'amount'>): number =>
  kind === 'refund' ? 0 - amount : amount

/**
 * What is collected on an order: a row for each payment or refund that stands and each credited salesperson, their parts
 * summing to it, on the day it was paid. A part of nothing has no row.
 */
export const buildCollections = (
  { id: order_id, customer_id, owner_id }: { id: number; customer_id: number; owner_id: number },
  payments: readonly CollectedPayment[],
  credits: readonly Share[],
  recorded_at: string,
): Collection[] =>
  payments.flatMap((payment) =>
    [...splitByShares(signedAmount(payment), credits, owner_id)]
      .filter(([, amount]) => amount !== 0)
      .map(([user_id, amount]) => ({
        payment_id: payment.id,
        order_id,
        on_day: payment.paid_on,
        recorded_at,
        customer_id,
        user_id,
        amount,
      })),
  )

/** What a change writes: the opposite of what no longer holds, on the same day, and the new. */
export const diffCollections = (
  standing: readonly Collection[],
  wanted: readonly Collection[],
  recorded_at: string,
): Collection[] => diffRows(standing, wanted, essence, (one) => ({ ...one, amount: 0 - one.amount, recorded_at }))

const essence = ({ payment_id, on_day, customer_id, user_id, amount }: Collection): string =>
  JSON.stringify([payment_id, on_day, customer_id, user_id, amount])
