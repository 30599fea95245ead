import type { Insertable } from 'kysely'
import type { Person } from '../../access/person.ts'
import { reader, writer } from '../../database/database.ts'
import type { Row, Tables } from '../../database/tables.ts'
import { signed } from '../ledger/collections.ts'
import { isVisible } from '../terms.ts'

export type Payment = Row<'payments'> & { who: string }

/** An order's payments and refunds, in the order they were recorded. */
export const paymentsOf = (order_id: number): Promise<Payment[]> =>
  reader()
    .selectFrom('payments')
    .innerJoin('users', 'users.id', 'payments.user_id')
    .selectAll('payments')
    .select('users.name as who')
    .where('order_id', '=', order_id)
    .orderBy('payments.id')
    .execute()

/** What was paid on an order less what was refunded, in minor units, and how many records stand. */
export async function paidOn(order_id: number): Promise<{ paid: number; records: number }> {
  const standing = (await paymentsOf(order_id)).filter(({ reversed_at }) => reversed_at === null)
  return { paid: standing.reduce((sum, payment) => sum + signed(payment), 0), records: standing.length }
}

/** A payment as this person may see it, with the owner of its order. */
export const findPayment = (
  id: number,
  person: Pick<Person, 'id' | 'role'>,
): Promise<(Row<'payments'> & { owner_id: number }) | undefined> =>
  reader()
    .selectFrom('payments')
    .innerJoin('orders', 'orders.id', 'payments.order_id')
    .selectAll('payments')
    .select('orders.owner_id')
    .where('payments.id', '=', id)
    .where(isVisible(person))
    .executeTakeFirst()

/** Adds payments, of many orders at once; returns their ids. */
export async function insertPayments(
  payments: Insertable<Tables['payments']>[],
): Promise<{ id: number; order_id: number }[]> {
  const made: { id: number; order_id: number }[] = []
  for (let start = 0; start < payments.length; start += 500)
    made.push(
      ...(await writer()
        .insertInto('payments')
        .values(payments.slice(start, start + 500))
        .returning(['id', 'order_id'])
        .execute()),
    )
  return made
}

/** Marks a payment or refund as reversed; false where somebody did before. */
export const markPaymentReversed = async (
  id: number,
  user_id: number,
  at: string,
  reason: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await writer()
    .updateTable('payments')
    .set({ reversed_at: at, reversed_by: user_id, reason })
    .where('id', '=', id)
    .where('reversed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
