import type { Row } from '../../database/tables.ts'
import { type Share, splitByShares } from '../../values/money.ts'
import { ledgerCorrectionRows } from './correction-rows.ts'

/** A row to insert: one person's part of a payment, in minor units. */
export type Collection = Omit<Row<'collections'>, 'id'>

export type CollectedPayment = Pick<Row<'payments'>, 'id' | 'kind' | 'amount' | 'paid_on'>

/** The amount in minor units, negative for a refund. */
export const signedPaymentAmount = ({ kind, amount }: Pick<CollectedPayment, 'kind' | 'amount'>): number =>
  kind === 'refund' ? 0 - amount : amount

/**
 * The collections of an order: one row per active payment or refund and credited salesperson, on the day it was paid.
 * The parts sum to the payment; zero parts have no row.
 */
export const buildPaymentCollections = (
  { id: order_id, customer_id, owner_id }: { id: number; customer_id: number; owner_id: number },
  payments: readonly CollectedPayment[],
  credits: readonly Share[],
  recorded_at: string,
): Collection[] =>
  payments.flatMap((payment) =>
    [...splitByShares(signedPaymentAmount(payment), credits, owner_id)]
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

/** Rows that a change must add: reversals of outdated rows, on the same date, and the new rows. */
export const collectionLedgerCorrections = (
  active: readonly Collection[],
  wanted: readonly Collection[],
  recorded_at: string,
): Collection[] =>
  ledgerCorrectionRows(active, wanted, collectionKey, (one) => ({ ...one, amount: 0 - one.amount, recorded_at }))

const collectionKey = ({ payment_id, on_day, customer_id, user_id, amount }: Collection): string =>
  JSON.stringify([payment_id, on_day, customer_id, user_id, amount])
