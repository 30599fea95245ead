import { type SqlBool, sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { groupByOrder } from '../../orders/ledger/repository.ts'
import type { Share } from '../../values/money.ts'

/** The orders from one id to another that are compared at once: all of them would not fit into memory. */
export interface OrderSlice {
  from: number
  to: number
}

const size = 1_000

/** All orders, a thousand at a time. */
export async function* orderSlices(): AsyncGenerator<OrderSlice> {
  for (let from = 1; ; ) {
    const { rows } = await sql<{ last: number | null }>`
      select max(id) as last from (select id from orders where id >= ${from} order by id limit ${size}) as next`.execute(
      reader(),
    )
    const to = rows[0]?.last ?? null
    if (to === null) return
    yield { from, to: Number(to) }
    from = Number(to) + 1
  }
}

/** Compares what is kept of the orders of each slice with what should be: each place that differs, with how. */
export async function* findDifferences<Kept>(
  expectedIn: (slice: OrderSlice) => Promise<Map<string, Kept>>,
  foundIn: (slice: OrderSlice) => Promise<Map<string, Kept>>,
  differenceOf: (wanted: Kept | undefined, found: Kept | undefined) => string,
): AsyncGenerator<string> {
  for await (const slice of orderSlices()) {
    const [expected, found] = [await expectedIn(slice), await foundIn(slice)]
    for (const place of new Set([...expected.keys(), ...found.keys()])) {
      const difference = differenceOf(expected.get(place), found.get(place))
      if (difference !== '') yield `${place}: ${difference}`
    }
  }
}

/** The condition under which a row is of an order of the slice. */
export const inSlice = ({ from, to }: OrderSlice) => sql<SqlBool>`order_id between ${from} and ${to}`

/** The shares of each order of a slice. */
export const sharesIn = async (slice: OrderSlice): Promise<Map<number, Share[]>> =>
  groupByOrder(
    await reader()
      .selectFrom('order_credits')
      .select(['order_id', 'user_id as id', 'percent'])
      .where(inSlice(slice))
      .execute(),
  )

/** The lines of each order of a slice. */
export const linesIn = async (slice: OrderSlice) =>
  groupByOrder(
    await reader()
      .selectFrom('order_lines')
      .select(['id', 'order_id', 'quantity', 'amount', 'shipped'])
      .where(inSlice(slice))
      .execute(),
  )
