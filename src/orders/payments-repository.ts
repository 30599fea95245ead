import type { Insertable } from 'kysely'
import { reader, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'

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
  const paid = standing.reduce((sum, { kind, amount }) => sum + (kind === 'refund' ? 0 - amount : amount), 0)
  return { paid, records: standing.length }
}

/** Adds payments, of many orders at once. */
export async function insertPayments(payments: Insertable<Tables['payments']>[]): Promise<void> {
  for (let start = 0; start < payments.length; start += 500)
    await writer()
      .insertInto('payments')
      .values(payments.slice(start, start + 500))
      .execute()
}
