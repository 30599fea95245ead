import { sql } from 'kysely'
import { reader } from '../database/database.ts'
import { settings } from '../settings.ts'
import { dayOf } from '../values/clock.ts'
import { splitByShares } from '../values/money.ts'
import { periodKey } from '../values/periods.ts'
import { linesIn, type Slice, sharesIn, slices } from './check-slices.ts'

/** What facts come to for a line and a person on a day. */
interface Net {
  quantity: number
  amount: number
  counted: number
}

/** Recomputes the facts from orders, lines and credits, and tells, in English, each place where the table says otherwise. */
export async function* factDifferences(): AsyncGenerator<string> {
  for await (const slice of slices()) {
    const [expected, found] = [await expectedOf(slice), await foundOf(slice)]
    for (const place of new Set([...expected.keys(), ...found.keys()])) {
      const told = differing(expected.get(place) ?? nothing, found.get(place) ?? nothing)
      if (told) yield `${place}: ${told}`
    }
  }
  for (const { on_day, week } of await weeks())
    if (week !== periodKey(on_day, 'week')) yield `facts of ${on_day} are said to be of week ${week}`
}

const nothing: Net = { quantity: 0, amount: 0, counted: 0 }

/** A confirmed order counts on its date, for its owner even without a share; cancelled, it is taken back on the day of that. */
async function expectedOf(slice: Slice): Promise<Map<string, Net>> {
  const orders = await reader()
    .selectFrom('orders')
    .select(['id', 'owner_id', 'ordered_on', 'confirmed_at', 'cancelled_at'])
    .where('id', '>=', slice.from)
    .where('id', '<=', slice.to)
    .execute()
  const [linesOf, sharesOf] = [await linesIn(slice), await sharesIn(slice)]
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
async function foundOf({ from, to }: Slice): Promise<Map<string, Net>> {
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

const differing = (wanted: Net, found: Net): string =>
  (['quantity', 'amount', 'counted'] as const)
    .filter((name) => wanted[name] !== found[name])
    .map((name) => `${name} is ${found[name]}, the orders say ${wanted[name]}`)
    .join('; ')
