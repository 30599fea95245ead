import { reader } from '../database/database.ts'
import { byOrder } from '../orders/ledger/repository.ts'
import type { Share } from '../values/money.ts'

/** Orders from one id to another, so many that they are compared at once. */
export interface Slice {
  from: number
  to: number
}

const size = 1_000

/** All orders, a thousand at a time. */
export async function* slices(): AsyncGenerator<Slice> {
  for (let from = 1; ; ) {
    const ids = await reader()
      .selectFrom('orders')
      .select('id')
      .where('id', '>=', from)
      .orderBy('id')
      .limit(size)
      .execute()
    const to = ids.at(-1)?.id
    if (to === undefined) return
    yield { from, to }
    from = to + 1
  }
}

/** The shares of each order of a slice. */
export async function sharesIn({ from, to }: Slice): Promise<Map<number, Share[]>> {
  const credits = await reader()
    .selectFrom('order_credits')
    .select(['order_id', 'user_id as id', 'percent'])
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .execute()
  return byOrder(credits)
}

/** The lines of each order of a slice. */
export async function linesIn({ from, to }: Slice) {
  const lines = await reader()
    .selectFrom('order_lines')
    .select(['id', 'order_id', 'quantity', 'amount', 'shipped'])
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .execute()
  return byOrder(lines)
}
