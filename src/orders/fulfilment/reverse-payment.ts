import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { note } from '../../history/note.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { timestamp } from '../../values/clock.ts'
import type { ReasonInput } from '../form/form.ts'
import { recollect } from '../ledger/restate.ts'
import { orderAsItStands } from '../repository.ts'
import { refuseStale } from '../stale.ts'
import { markPaymentReversed, paidOn } from './payments-repository.ts'
import { resettle } from './settle.ts'

/**
 * Takes a wrongly recorded payment or refund back, with a reason; it stays in sight. Throws Stale, and Refusal where it was
 * reversed before, or where without it more would be refunded than was paid, or more paid than the order comes to.
 */
export const reversePayment = (payment: Row<'payments'>, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const { id, order_id, kind, amount, paid_on } = payment
    if (!(await markPaymentReversed(id, by.id, timestamp(), reason)))
      throw new Refusal('reason', 'orders.reversed_before')
    const order = await orderAsItStands(order_id)
    if (order.status === 'cancelled') throw new Refusal('reason', 'orders.is_cancelled')
    refuseStale(order, version)
    const { paid } = await paidOn(order_id)
    if (paid < 0) throw new Refusal('reason', 'orders.refunded_already')
    if (paid > order.total) throw new Refusal('reason', 'orders.paid_again_already')
    const what = kind === 'refund' ? 'refund_reversed' : 'payment_reversed'
    await note('orders', order_id, what, { old: paid_on, reason, facts: { payment_id: id, amount } }, by)
    await recollect(order_id)
    await resettle(order_id, by)
  })
