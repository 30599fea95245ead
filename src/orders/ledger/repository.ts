import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import { withAggregates, withCollectionAggregates } from './aggregates-repository.ts'
import type { Collection } from './collections.ts'
import type { SalesFact } from './facts.ts'

/** Adds facts, of many orders at once, and keeps their sums. */
export const insertFacts = (facts: readonly SalesFact[]): Promise<void> =>
  insertSummed(facts, withAggregates, (some) => writer().insertInto('sales_facts').values(some).execute())

/** Adds collections, of many orders at once, and keeps their sums. */
export const insertCollections = (collections: readonly Collection[]): Promise<void> =>
  insertSummed(collections, withCollectionAggregates, (some) =>
    writer().insertInto('collections').values(some).execute(),
  )

/** All rows of an order are added at once, as its sums are kept around that. */
async function insertSummed<R extends { order_id: number }>(
  rows: readonly R[],
  summed: (orders: readonly number[], write: () => Promise<unknown[]>) => Promise<unknown[]>,
  insert: (some: R[]) => Promise<unknown[]>,
): Promise<void> {
  const rowsOf = groupByOrder(rows)
  await inBatches([...rowsOf.keys()], (orders) =>
    summed(orders, () =>
      inBatches(
        orders.flatMap((id) => rowsOf.get(id) ?? []),
        insert,
      ),
    ),
  )
}

/** Rows gathered by their order. */
export function groupByOrder<R extends { order_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const there = found.get(row.order_id)
    if (there) there.push(row)
    else found.set(row.order_id, [row])
  }
  return found
}

/** The sales of an order that nothing has taken back, as they were written. */
export async function activeFacts(order_id: number): Promise<SalesFact[]> {
  const rows = await reader()
    .selectFrom('sales_facts')
    .selectAll()
    .where('order_id', '=', order_id)
    .where('kind', '=', 'sale')
    .orderBy('id')
    .execute()
  const standing = new Map<string, SalesFact[]>()
  for (const { id: _, ...fact } of rows) {
    const same = standing.get(taken(fact)) ?? []
    standing.set(taken(fact), fact.order_sign === 1 ? [...same, fact] : same.slice(1))
  }
  return [...standing.values()].flat()
}

/** A fact and the one that takes it back read alike. */
const taken = ({ order_sign, recorded_at: _, quantity, amount, ...fact }: SalesFact): string =>
  JSON.stringify({ ...fact, quantity: quantity * order_sign, amount: amount * order_sign })

/** What stands of an order's collections, after all that was taken back: a row for each payment, person and day. */
export const activeCollections = (order_id: number): Promise<Collection[]> =>
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
