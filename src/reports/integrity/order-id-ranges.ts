import { type SqlBool, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { groupByOrder } from '../../orders/ledger/repository.ts'
import type { Share } from '../../values/money.ts'

/** A range of order ids, both included, that is compared at once. All orders would not fit into memory. */
export interface OrderSlice {
  from: number
  to: number
}

const sliceSize = 1_000

/** Ranges of a thousand orders, until all are covered. */
export async function* orderIdRanges(): AsyncGenerator<OrderSlice> {
  for (let from = 1; ; ) {
    const { rows } = await sql<{ last: number | null }>`
      select max(id) as last from (select id from orders where id >= ${from} order by id limit ${sliceSize}) as next`.execute(
      reader(),
    )
    const to = rows[0]?.last ?? null
    if (to === null) return
    yield { from, to: Number(to) }
    from = Number(to) + 1
  }
}

/** Compares stored with expected values, slice by slice; yields a line for each key that differs. */
export async function* differencesByOrderSlice<Kept>(
  expectedIn: (slice: OrderSlice) => Promise<Map<string, Kept>>,
  foundIn: (slice: OrderSlice) => Promise<Map<string, Kept>>,
  differenceOf: (wanted: Kept | undefined, found: Kept | undefined) => string,
): AsyncGenerator<string> {
  for await (const slice of orderIdRanges()) {
    const [expected, found] = [await expectedIn(slice), await foundIn(slice)]
    for (const key of new Set([...expected.keys(), ...found.keys()])) {
      const difference = differenceOf(expected.get(key), found.get(key))
      if (difference !== '') yield `${key}: ${difference}`
    }
  }
}

/** SQL condition: the row belongs to an order of the slice. */
export const inSlice = ({ from, to }: OrderSlice) => sql<SqlBool>`order_id between ${from} and ${to}`

/** The credit shares of each order of a slice, by order id. */
export const sharesOfOrderSlice = async (slice: OrderSlice): Promise<Map<number, Share[]>> =>
  groupByOrder(
    await reader()
      .selectFrom('order_credits')
      .select(['order_id', 'user_id as id', 'percent'])
      .where(inSlice(slice))
      .execute(),
  )

/** The lines of each order of a slice, by order id. */
export const orderLinesInSlice = async (slice: OrderSlice) =>
  groupByOrder(
    await reader()
      .selectFrom('order_lines')
      .select(['id', 'order_id', 'quantity', 'amount', 'shipped'])
      .where(inSlice(slice))
      .execute(),
  )
