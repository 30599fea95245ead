import { sql } from 'kysely'
import { reader } from '../database/database.ts'
import { settings } from '../settings.ts'
import { dayOf } from '../values/clock.ts'
import { splitByShares } from '../values/money.ts'
import { periodKey } from '../values/periods.ts'

/** What facts come to for a line and a person on a day. */
interface Net {
  quantity: number
  amount: number
  counted: number
}

const slice = 1_000

/** Recomputes the facts from orders, lines and credits, and tells, in English, each place where the table says otherwise. */
export async function* factDifferences(): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const orders = await ordersAfter(after)
    const last = orders.at(-1)
    if (!last) break
    const from = after + 1
    const [expected, found] = [await expectedOf(orders, from, last.id), await foundOf(from, last.id)]
    for (const place of new Set([...expected.keys(), ...found.keys()])) {
      const told = differing(expected.get(place) ?? nothing, found.get(place) ?? nothing)
      if (told) yield `${place}: ${told}`
    }
    after = last.id
  }
  for (const { on_day, week } of await weeks())
    if (week !== periodKey(on_day, 'week')) yield `facts of ${on_day} are said to be of week ${week}`
}

const nothing: Net = { quantity: 0, amount: 0, counted: 0 }

type Orders = Awaited<ReturnType<typeof ordersAfter>>

const ordersAfter = (after: number) =>
  reader()
    .selectFrom('orders')
    .select(['id', 'number', 'owner_id', 'ordered_on', 'confirmed_at', 'cancelled_at'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(slice)
    .execute()

/** A confirmed order counts on its date, for its owner even without a share; cancelled, it is taken back on the day of that. */
async function expectedOf(orders: Orders, from: number, to: number): Promise<Map<string, Net>> {
  const lines = await reader()
    .selectFrom('order_lines')
    .selectAll()
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .execute()
  const credits = await reader()
    .selectFrom('order_credits')
    .selectAll()
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .execute()
  const sharesOf = grouped(credits.map(({ order_id, user_id, percent }) => ({ order_id, id: user_id, percent })))
  const linesOf = grouped(lines)
  const nets = new Map<string, Net>()
  for (const { id, owner_id, ordered_on, confirmed_at, cancelled_at } of orders) {
    if (confirmed_at === null) continue
    const shares = sharesOf.get(id) ?? []
    for (const line of linesOf.get(id) ?? []) {
      const amounts = splitByShares(line.amount, shares, owner_id)
      const quantities = splitByShares(line.quantity, shares, owner_id)
      for (const user of new Set([owner_id, ...amounts.keys()])) {
        const net = { amount: amounts.get(user) ?? 0, quantity: quantities.get(user) ?? 0, counted: 1 }
        add(nets, placeOf(id, line.id, user, ordered_on), net, 1)
        if (cancelled_at !== null)
          add(nets, placeOf(id, line.id, user, dayOf(new Date(cancelled_at), settings().TIME_ZONE)), net, -1)
      }
    }
  }
  return nets
}

/** Sales and cancellations as they stand; returns have records of their own. */
async function foundOf(from: number, to: number): Promise<Map<string, Net>> {
  const rows = await reader()
    .selectFrom('facts')
    .select(['order_id', 'line_id', 'user_id', 'on_day'])
    .select(({ fn }) => [
      fn.sum<number>('quantity').as('quantity'),
      fn.sum<number>('amount').as('amount'),
      fn.sum<number>('counted').as('counted'),
    ])
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .where('kind', '<>', 'return')
    .groupBy(['order_id', 'line_id', 'user_id', 'on_day'])
    .execute()
  const nets = new Map<string, Net>()
  for (const { order_id, line_id, user_id, on_day, quantity, amount, counted } of rows)
    nets.set(placeOf(order_id, line_id, user_id, on_day), {
      quantity: Number(quantity),
      amount: Number(amount),
      counted: Number(counted),
    })
  return nets
}

const weeks = async () =>
  (await sql<{ on_day: string; week: string }>`select distinct on_day, week from facts`.execute(reader())).rows

const placeOf = (order: number, line: number, user: number, day: string) =>
  `order ${order}, line ${line}, salesperson ${user}, ${day}`

function add(nets: Map<string, Net>, place: string, net: Net, sign: number): void {
  const { quantity, amount, counted } = nets.get(place) ?? nothing
  nets.set(place, {
    quantity: quantity + sign * net.quantity,
    amount: amount + sign * net.amount,
    counted: counted + sign * net.counted,
  })
}

function grouped<R extends { order_id: number }>(rows: R[]): Map<number, R[]> {
  const found = new Map<number, R[]>()
  for (const row of rows) {
    const there = found.get(row.order_id)
    if (there) there.push(row)
    else found.set(row.order_id, [row])
  }
  return found
}

const differing = (wanted: Net, found: Net): string =>
  (['quantity', 'amount', 'counted'] as const)
    .filter((name) => wanted[name] !== found[name])
    .map((name) => `${name} is ${found[name]}, the orders say ${wanted[name]}`)
    .join('; ')
