import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { settings } from '../../settings.ts'
import { dayOf } from '../../values/clock.ts'
import { splitByShares } from '../../values/money.ts'
import { periodKey } from '../../values/periods.ts'
import {
  differencesByOrderSlice,
  inSlice,
  type OrderSlice,
  orderLinesInSlice,
  sharesOfOrderSlice,
} from './order-id-ranges.ts'

/** Sum of the sales facts of one order line, salesperson and business date, in stored units. */
interface Net {
  quantity: number
  amount: number
  order_sign: number
}

type Nets = Map<string, Net>

const zero: Net = { quantity: 0, amount: 0, order_sign: 0 }

/** Recomputes sales facts from orders, lines and credits; yields a line in English for each difference. */
export async function* factDifferences(): AsyncGenerator<string> {
  yield* differencesByOrderSlice(expectedIn, foundIn, differenceOf)
  const { rows } = await sql<{ on_day: string; week: string }>`select distinct on_day, week from sales_facts`.execute(
    reader(),
  )
  for (const { on_day, week } of rows)
    if (week !== periodKey(on_day, 'week')) yield `facts of ${on_day} are in week ${week}`
}

/**
 * A confirmed order counts on its date for its owner at confirmation, also without a share. A cancellation subtracts it on its own date.
 */
async function expectedIn(slice: OrderSlice): Promise<Nets> {
  const orders = await reader()
    .selectFrom('orders')
    .select(['id', 'counted_owner_id', 'ordered_on', 'cancelled_at'])
    .where('id', '>=', slice.from)
    .where('id', '<=', slice.to)
    .where('confirmed_at', 'is not', null)
    .execute()
  const [linesOf, sharesOf] = [await orderLinesInSlice(slice), await sharesOfOrderSlice(slice)]
  const nets: Nets = new Map()
  for (const { id, counted_owner_id, ordered_on, cancelled_at } of orders) {
    // 0 is nobody: without an owner at confirmation no fact agrees.
    const owner_id = counted_owner_id ?? 0
    const shares = sharesOf.get(id) ?? []
    const cancelled = cancelled_at === null ? null : dayOf(new Date(cancelled_at), settings().TIME_ZONE)
    for (const line of linesOf.get(id) ?? []) {
      const amounts = splitByShares(line.amount, shares, owner_id)
      const quantities = splitByShares(line.quantity, shares, owner_id)
      for (const user of new Set([owner_id, ...amounts.keys()])) {
        const net = { amount: amounts.get(user) ?? 0, quantity: quantities.get(user) ?? 0, order_sign: 1 }
        add(nets, keyOf(id, line.id, user, ordered_on), net, 1)
        if (cancelled !== null) add(nets, keyOf(id, line.id, user, cancelled), net, -1)
      }
    }
  }
  return nets
}

/** Sums of sale and cancellation facts. Returns are left out, as they have their own records. */
async function foundIn(slice: OrderSlice): Promise<Nets> {
  const rows = await reader()
    .selectFrom('sales_facts')
    .select(['order_id', 'line_id', 'user_id', 'on_day'])
    .select(({ fn }) => [
      fn.sum<number>('quantity').as('quantity'),
      fn.sum<number>('amount').as('amount'),
      fn.sum<number>('order_sign').as('order_sign'),
    ])
    .where(inSlice(slice))
    .where('kind', '<>', 'return')
    .groupBy(['order_id', 'line_id', 'user_id', 'on_day'])
    .execute()
  const nets: Nets = new Map()
  for (const { order_id, line_id, user_id, on_day, quantity, amount, order_sign } of rows)
    nets.set(keyOf(order_id, line_id, user_id, on_day), {
      quantity: Number(quantity),
      amount: Number(amount),
      order_sign: Number(order_sign),
    })
  return nets
}

const keyOf = (order: number, line: number, user: number, day: string) =>
  `order ${order}, line ${line}, salesperson ${user}, ${day}`

function add(nets: Nets, key: string, net: Net, sign: number): void {
  const { quantity, amount, order_sign } = nets.get(key) ?? zero
  nets.set(key, {
    quantity: quantity + sign * net.quantity,
    amount: amount + sign * net.amount,
    order_sign: order_sign + sign * net.order_sign,
  })
}

const differenceOf = (expected = zero, found = zero): string =>
  (['quantity', 'amount', 'order_sign'] as const)
    .filter((name) => expected[name] !== found[name])
    .map((name) => `${name} is ${found[name]}, expected ${expected[name]} from the orders`)
    .join('; ')
