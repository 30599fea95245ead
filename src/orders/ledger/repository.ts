import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import type { SalesFact } from './build-sales-facts.ts'
import { withAggregates, withCollectionAggregates } from './fact-aggregates-repository.ts'
import type { Collection } from './payment-collections.ts'

/** Adds sales facts of one or many orders and updates the aggregates. */
export const insertSalesFacts = (facts: readonly SalesFact[]): Promise<void> =>
  insertSummed(facts, withAggregates, (some) => writer().insertInto('sales_facts').values(some).execute())

/** Adds collections of one or many orders and updates the aggregates. */
export const insertPaymentCollections = (collections: readonly Collection[]): Promise<void> =>
  insertSummed(collections, withCollectionAggregates, (some) =>
    writer().insertInto('collections').values(some).execute(),
  )

/** All rows of an order go into one batch, because the aggregates are updated around it. */
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

/** Groups rows by order id. */
export function groupByOrder<R extends { order_id: number }>(rows: readonly R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const group = found.get(row.order_id)
    if (group) group.push(row)
    else found.set(row.order_id, [row])
  }
  return found
}

/** An order's sales facts that were not reversed. */
export async function activeSalesFacts(order_id: number): Promise<SalesFact[]> {
  const rows = await reader()
    .selectFrom('sales_facts')
    .selectAll()
    .where('order_id', '=', order_id)
    .where('kind', '=', 'sale')
    .orderBy('id')
    .execute()
  const activeByKey = new Map<string, SalesFact[]>()
  for (const { id: _, ...fact } of rows) {
    const same = activeByKey.get(pairKey(fact)) ?? []
    activeByKey.set(pairKey(fact), fact.order_sign === 1 ? [...same, fact] : same.slice(1))
  }
  return [...activeByKey.values()].flat()
}

/** Key under which a fact and its reversal are equal. */
const pairKey = ({ order_sign, recorded_at: _, quantity, amount, ...fact }: SalesFact): string =>
  JSON.stringify({ ...fact, quantity: quantity * order_sign, amount: amount * order_sign })

/** An order's collections net of reversals: a row per payment, person and date. */
export const activePaymentCollections = (order_id: number): Promise<Collection[]> =>
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
