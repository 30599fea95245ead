import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { isInFuture, moneyText, today } from '../../i18n/format.ts'
import { addNewChoices } from '../../preferences/choices-from-records.ts'
import { timestamp } from '../../values/clock.ts'
import type { ReasonInput } from '../form/form.ts'
import { signedPaymentAmount } from '../ledger/payment-collections.ts'
import { syncCollections } from '../ledger/sync-sales-facts.ts'
import { checkVersion, getOrder, type Order } from '../repository.ts'
import type { PaymentInput } from './form.ts'
import { amountDueOfOrder, updateFulfilmentState } from './fulfilment-state.ts'
import { activePayments, insertPayments, markReversed, type Payment } from './repository.ts'

/**
 * Records a payment up to the amount due, or a refund up to the amount paid; completes or reopens the order. Throws
 * ValidationError.
 */
export const recordPayment = (order_id: number, input: PaymentInput, by: Person): Promise<void> =>
  transaction(async () => {
    const payment = { ...paymentFrom(input), order_id, user_id: by.id, created_at: timestamp() }
    const { kind, paid_on, amount, method } = payment
    const order = await getOrder(order_id)
    if (order.status !== 'confirmed' && order.status !== 'completed')
      throw new ValidationError('amount', 'orders.not_payable')
    if (kind === 'refund') refuseMoreThanPaid(amount, order.paid)
    else refuseMoreThanOwed(amount, amountDueOfOrder(order))
    const what = kind === 'refund' ? 'refunded' : 'paid'
    for (const { id: payment_id } of await insertPayments([payment]))
      await recordEvent('orders', order_id, what, { new: paid_on, details: { payment_id, amount } }, by)
    await addNewChoices({ method }, by)
    await settlePayments(order, await activePayments(order_id), by)
  })

/**
 * Reverses a payment or refund with a reason; it stays visible. Throws VersionConflict, and ValidationError if it is
 * already reversed, or if without it refunds would exceed payments or payments the order's total.
 */
export const reversePayment = (payment: Row<'payments'>, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const { id, order_id, kind, amount, paid_on } = payment
    if (!(await markReversed('payments', id, reason, by)))
      throw new ValidationError('reason', 'orders.already_reversed')
    const order = await getOrder(order_id)
    if (order.status === 'cancelled') throw new ValidationError('reason', 'orders.is_cancelled')
    checkVersion(order, version)
    const payments = await activePayments(order_id)
    const paid = paidBy(payments)
    if (paid < 0) throw new ValidationError('reason', 'orders.refunded_already')
    if (paid > order.total) throw new ValidationError('reason', 'orders.paid_again_already')
    const what = kind === 'refund' ? 'refund_reversed' : 'payment_reversed'
    await recordEvent('orders', order_id, what, { old: paid_on, reason, details: { payment_id: id, amount } }, by)
    await settlePayments(order, payments, by)
  })

/** Fills in the defaults: a payment, today. Throws ValidationError. */
function paymentFrom({ instalment_id, ...input }: PaymentInput) {
  if (instalment_id !== null) throw new ValidationError('instalment_id', 'errors.choice')
  const paid_on = input.paid_on ?? today()
  if (isInFuture(paid_on)) throw new ValidationError('paid_on', 'orders.date_in_future')
  return { ...input, kind: input.kind ?? ('payment' as const), paid_on }
}

function refuseMoreThanOwed(amount: number, owed: number): void {
  if (owed === 0) throw new ValidationError('amount', 'orders.already_paid')
  if (amount > owed) throw new ValidationError('amount', 'orders.more_than_outstanding', { owed: moneyText(owed) })
}

function refuseMoreThanPaid(amount: number, paid: number): void {
  if (paid <= 0) throw new ValidationError('amount', 'orders.nothing_paid')
  if (amount > paid) throw new ValidationError('amount', 'orders.more_than_paid', { paid: moneyText(paid) })
}

/** Payments less refunds, in minor units. */
const paidBy = (payments: readonly Payment[]): number =>
  payments.reduce((sum, payment) => sum + signedPaymentAmount(payment), 0)

/** Updates the collections and the order's settlement from its active payments. */
async function settlePayments(order: Order, payments: readonly Payment[], by: Person): Promise<void> {
  await syncCollections(order, payments)
  await updateFulfilmentState({ ...order, paid: paidBy(payments) }, by)
}
