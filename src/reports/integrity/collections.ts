import { reader } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import { splitByShares } from '../../values/money.ts'
import { differencesByOrderSlice, inSlice, type OrderSlice, sharesOfOrderSlice } from './order-id-ranges.ts'

/** Recomputes collections from payments and credits; yields a line in English for each difference. */
export const collectionDifferences = (): AsyncGenerator<string> =>
  differencesByOrderSlice<number>(expectedIn, foundIn, (expected = 0, found = 0) =>
    expected === found ? '' : `collected is ${found}, expected ${expected} from the payments`,
  )

/**
 * Payments that are not reversed, on their business date, split by the order's current shares; refunds are negative.
 */
async function expectedIn(slice: OrderSlice): Promise<Map<string, number>> {
  const payments = await reader()
    .selectFrom('payments')
    .innerJoin('orders', 'orders.id', 'payments.order_id')
    .select([
      'payments.id as payment_id',
      'order_id',
      'paid_on as on_day',
      'kind',
      'amount',
      'customer_id',
      'counted_owner_id',
    ])
    .where(inSlice(slice))
    .where('reversed_at', 'is', null)
    .execute()
  const shares = await sharesOfOrderSlice(slice)
  const sums = new Map<string, number>()
  for (const { kind, amount: plain, counted_owner_id, ...payment } of payments) {
    const amount = kind === 'refund' ? 0 - plain : plain
    const parts = splitByShares(amount, shares.get(payment.order_id) ?? [], counted_owner_id ?? 0)
    for (const [user_id, part] of parts) sums.set(keyOf({ ...payment, user_id }), part)
  }
  return sums
}

async function foundIn(slice: OrderSlice): Promise<Map<string, number>> {
  const rows = await reader()
    .selectFrom('collections')
    .select(['payment_id', 'order_id', 'on_day', 'customer_id', 'user_id'])
    .select(({ fn }) => fn.sum<number>('amount').as('amount'))
    .where(inSlice(slice))
    .groupBy(['payment_id', 'order_id', 'on_day', 'customer_id', 'user_id'])
    .execute()
  return new Map(rows.map(({ amount, ...key }) => [keyOf(key), Number(amount)]))
}

type Place = Pick<Row<'collections'>, 'payment_id' | 'order_id' | 'on_day' | 'customer_id' | 'user_id'>

const keyOf = ({ payment_id, order_id, on_day, customer_id, user_id }: Place) =>
  `payment ${payment_id} of order ${order_id}, customer ${customer_id}, salesperson ${user_id}, ${on_day}`
