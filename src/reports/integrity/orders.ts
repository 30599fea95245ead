import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { orderNumber } from '../../orders/confirm-and-cancel.ts'
import { fulfilmentState } from '../../orders/fulfilment/fulfilment-state.ts'
import { inSlice, type OrderSlice, orderIdRanges, orderLinesInSlice, sharesOfOrderSlice } from './order-id-ranges.ts'

const sources = {
  total: 'the lines',
  paid: 'the payments',
  status: 'shipments and payments',
  shipping: 'the shipments',
  payment: 'the payments',
  credited_id: 'the shares',
} as const

const checkedColumns = Object.keys(sources) as (keyof typeof sources)[]

type Order = Awaited<ReturnType<typeof ordersIn>>[number]
type Line = NonNullable<ReturnType<Awaited<ReturnType<typeof orderLinesInSlice>>['get']>>[number]

/**
 * Recomputes the totals and states of orders and lines from lines, shipments and payments; yields a line in English for
 * each difference.
 */
export async function* orderDifferences(): AsyncGenerator<string> {
  const numbers = new Set<string>()
  for await (const slice of orderIdRanges()) {
    const [linesOf, sharesOf] = [await orderLinesInSlice(slice), await sharesOfOrderSlice(slice)]
    const [shippedOf, paidOf] = [await shippedIn(slice), await paidIn(slice)]
    for (const order of await ordersIn(slice)) {
      if (order.number !== null) numbers.add(order.number.toUpperCase())
      const lines = linesOf.get(order.id) ?? []
      const shares = sharesOf.get(order.id) ?? []
      yield* lineDifferences(order, lines, shippedOf)
      yield* columnDifferences(order, {
        lines: lines.map(({ id, quantity, amount }) => ({ quantity, amount, shipped: shippedOf.get(id) ?? 0 })),
        paid: paidOf.get(order.id) ?? 0,
        credited_id: shares.find(({ percent }) => percent === 100)?.id ?? null,
      })
    }
  }
  yield* missingNumbers(numbers)
}

function* lineDifferences(order: Order, lines: Line[], shippedOf: Map<number, number>): Generator<string> {
  for (const { id, shipped } of lines)
    if (shipped !== (shippedOf.get(id) ?? 0))
      yield `order ${order.id}, line ${id}: shipped is ${shipped}, expected ${shippedOf.get(id) ?? 0} from the shipments`
}

interface Recomputed {
  lines: { quantity: number; amount: number; shipped: number }[]
  paid: number
  credited_id: number | null
}

function* columnDifferences(order: Order, { lines, paid, credited_id }: Recomputed): Generator<string> {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const expected = { total, paid, credited_id, ...fulfilmentState({ status: order.status, total, paid, lines }) }
  for (const name of checkedColumns)
    if (order[name] !== expected[name])
      yield `order ${order.id}: ${name} is ${order[name]}, expected ${expected[name]} from ${sources[name]}`
  if (order.number === null && order.confirmed_at !== null) yield `order ${order.id}: confirmed without a number`
}

/** Order numbers have no gaps: each number up to the counter's value must belong to an order. */
async function* missingNumbers(numbers: Set<string>): AsyncGenerator<string> {
  const counter = await reader()
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'order_number')
    .executeTakeFirst()
  for (let count = 1, last = counter?.value ?? 0; count <= last; count++)
    if (!numbers.has(orderNumber(count))) yield `number ${orderNumber(count)} was assigned, but no order has it`
}

const ordersIn = ({ from, to }: OrderSlice) =>
  reader()
    .selectFrom('orders')
    .select(['id', 'number', 'confirmed_at', ...checkedColumns])
    .where('id', '>=', from)
    .where('id', '<=', to)
    .execute()

/** Quantity shipped of each line in thousandths, without reversed shipments. */
async function shippedIn(slice: OrderSlice): Promise<Map<number, number>> {
  const rows = await reader()
    .selectFrom('shipments')
    .innerJoin('shipment_lines', 'shipment_lines.shipment_id', 'shipments.id')
    .select(({ fn }) => ['line_id', fn.sum<number>('quantity').as('shipped')])
    .where(inSlice(slice))
    .where('reversed_at', 'is', null)
    .groupBy('line_id')
    .execute()
  return new Map(rows.map(({ line_id, shipped }) => [line_id, Number(shipped)]))
}

/** Payments less refunds of each order in minor units, without reversed ones. */
async function paidIn(slice: OrderSlice): Promise<Map<number, number>> {
  const net = sql<number>`sum(case when kind = 'refund' then -amount else amount end)`
  const rows = await reader()
    .selectFrom('payments')
    .select(['order_id', net.as('paid')])
    .where(inSlice(slice))
    .where('reversed_at', 'is', null)
    .groupBy('order_id')
    .execute()
  return new Map(rows.map(({ order_id, paid }) => [order_id, Number(paid)]))
}
