import { reader, writer } from '../../database/database.ts'
import { inParts } from '../repository.ts'
import type { Collection } from './collections.ts'
import { resummedCollections } from './sums-repository.ts'

/** Adds collections, of many orders at once, and keeps their sums. */
export const insertCollections = (collections: readonly Collection[]): Promise<void> =>
  resummedCollections(collections, async () => {
    await inParts(collections, (some) => writer().insertInto('collections').values(some).execute())
  })

/** What stands of an order's collections, after all that was taken back: a row for each payment, person and day. */
export const standingCollections = (order_id: number): Promise<Collection[]> =>
  reader()
    .selectFrom('collections')
    .select(['payment_id', 'order_id', 'on_day', 'customer_id', 'user_id'])
    .select(({ fn }) => [fn.sum<number>('amount').as('amount'), fn.max('recorded_at').as('recorded_at')])
    .where('order_id', '=', order_id)
    .groupBy(['payment_id', 'order_id', 'on_day', 'customer_id', 'user_id'])
    .having(({ fn }) => fn.sum('amount'), '<>', 0)
    .orderBy('payment_id')
    .orderBy('user_id')
    .execute()
