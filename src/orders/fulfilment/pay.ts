import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { note } from '../../history/note.ts'
import { money, today } from '../../i18n/format.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { bringChoices } from '../../preferences/bring-choices.ts'
import { timestamp } from '../../values/clock.ts'
import type { ReasonInput } from '../form/form.ts'
import { signed } from '../ledger/collections.ts'
import { recollect } from '../ledger/restate.ts'
import { type Order, orderAsItStands, refuseStale } from '../repository.ts'
import type { PaymentInput } from './form.ts'
import { insertPayments, markReversed, type Payment, standingPayments } from './repository.ts'
import { owedOn, resettle } from './settlement.ts'

/** Records a payment, never more than is owed, or a refund, never more than was paid; completes the order or opens it again. Throws Refusal. */
export const pay = (order_id: number, input: PaymentInput, by: Person): Promise<void> =>
  transaction(async () => {
    const payment = { ...paymentFrom(input), order_id, user_id: by.id, made_at: timestamp() }
    const { kind, paid_on, amount, method } = payment
    const order = await orderAsItStands(order_id)
    if (order.status !== 'confirmed' && order.status !== 'completed') throw new Refusal('amount', 'orders.not_to_pay')
    if (kind === 'refund') refuseMoreThanPaid(amount, order.paid)
    else refuseMoreThanOwed(amount, owedOn(order))
    const what = kind === 'refund' ? 'refunded' : 'paid'
    for (const { id: payment_id } of await insertPayments([payment]))
      await note('orders', order_id, what, { new: paid_on, facts: { payment_id, amount } }, by)
    await bringChoices({ method }, by)
    await settlePayments(order, await standingPayments(order_id), by)
  })

/**
 * Takes a wrongly recorded payment or refund back, with a reason; it stays in sight. Throws Stale, and Refusal where it was
 * reversed before, or where without it more would be refunded than was paid, or more paid than the order comes to.
 */
export const reversePayment = (payment: Row<'payments'>, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const { id, order_id, kind, amount, paid_on } = payment
    if (!(await markReversed('payments', id, reason, by))) throw new Refusal('reason', 'orders.reversed_before')
    const order = await orderAsItStands(order_id)
    if (order.status === 'cancelled') throw new Refusal('reason', 'orders.is_cancelled')
    refuseStale(order, version)
    const payments = await standingPayments(order_id)
    const paid = paidBy(payments)
    if (paid < 0) throw new Refusal('reason', 'orders.refunded_already')
    if (paid > order.total) throw new Refusal('reason', 'orders.paid_again_already')
    const what = kind === 'refund' ? 'refund_reversed' : 'payment_reversed'
    await note('orders', order_id, what, { old: paid_on, reason, facts: { payment_id: id, amount } }, by)
    await settlePayments(order, payments, by)
  })

/** What is left out is a payment of today. Throws Refusal. */
function paymentFrom({ instalment_id, ...input }: PaymentInput) {
  if (instalment_id !== null) throw new Refusal('instalment_id', 'errors.choice')
  const paid_on = input.paid_on ?? today()
  if (paid_on > today()) throw new Refusal('paid_on', 'orders.paid_in_future')
  return { ...input, kind: input.kind ?? ('payment' as const), paid_on }
}

function refuseMoreThanOwed(amount: number, owed: number): void {
  if (owed === 0) throw new Refusal('amount', 'orders.nothing_owed')
  if (amount > owed) throw new Refusal('amount', 'orders.more_than_owed', { owed: money(owed) })
}

function refuseMoreThanPaid(amount: number, paid: number): void {
  if (paid <= 0) throw new Refusal('amount', 'orders.nothing_paid')
  if (amount > paid) throw new Refusal('amount', 'orders.more_than_paid', { paid: money(paid) })
}

/** What was paid less what was refunded, in minor units. */
const paidBy = (payments: readonly Payment[]): number => payments.reduce((sum, payment) => sum + signed(payment), 0)

/** Writes what is collected by the payments that stand, and where the order then stands. */
async function settlePayments(order: Order, payments: readonly Payment[], by: Person): Promise<void> {
  await recollect(order, payments)
  await resettle({ ...order, paid: paidBy(payments) }, by)
}
