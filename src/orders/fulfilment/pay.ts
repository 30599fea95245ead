import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { note } from '../../history/note.ts'
import { money, today } from '../../i18n/format.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { joinChoices } from '../../preferences/repository.ts'
import { timestamp } from '../../values/clock.ts'
import type { PaymentInput } from '../form/form.ts'
import { recollect } from '../ledger/restate.ts'
import { orderAsItStands } from '../repository.ts'
import { insertPayments, paidOn } from './payments-repository.ts'
import { resettle } from './settle.ts'
import { owedOn } from './settlement.ts'

/** Records a payment, never more than is owed, or a refund, never more than was paid; completes the order or opens it again. Throws Refusal. */
export const pay = (order_id: number, input: PaymentInput, by: Person): Promise<void> =>
  transaction(async () => {
    const { instalment_id, ...columns } = input
    if (instalment_id !== null) throw new Refusal('instalment_id', 'errors.choice')
    const kind = input.kind ?? 'payment'
    const paid_on = input.paid_on ?? today()
    if (paid_on > today()) throw new Refusal('paid_on', 'orders.paid_in_future')
    const order = await orderAsItStands(order_id)
    if (order.status !== 'confirmed' && order.status !== 'completed') throw new Refusal('amount', 'orders.not_to_pay')
    const { paid } = await paidOn(order_id)
    if (kind === 'refund') refuseMoreThanPaid(input.amount, paid)
    else refuseMoreThanOwed(input.amount, owedOn({ ...order, paid }))
    const made_at = timestamp()
    const payment = { ...columns, order_id, kind, paid_on, user_id: by.id, made_at }
    for (const { id: payment_id } of await insertPayments([payment])) {
      const facts = { payment_id, amount: input.amount }
      await note('orders', order_id, kind === 'refund' ? 'refunded' : 'paid', { new: paid_on, facts }, by)
    }
    if (by.role === 'manager') await joinChoices('method', [input.method])
    await recollect(order_id)
    await resettle(order_id, by)
  })

function refuseMoreThanOwed(amount: number, owed: number): void {
  if (owed === 0) throw new Refusal('amount', 'orders.nothing_owed')
  if (amount > owed) throw new Refusal('amount', 'orders.more_than_owed', { owed: money(owed) })
}

function refuseMoreThanPaid(amount: number, paid: number): void {
  if (paid <= 0) throw new Refusal('amount', 'orders.nothing_paid')
  if (amount > paid) throw new Refusal('amount', 'orders.more_than_paid', { paid: money(paid) })
}
