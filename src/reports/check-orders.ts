import { reader } from '../database/database.ts'
import { orderNumber } from '../orders/confirm.ts'
import { settlement } from '../orders/fulfilment/settlement.ts'
import { linesIn, type Slice, sharesIn, slices } from './check-slices.ts'

/** Recomputes what orders and lines carry of their lines, shipments and payments, and tells, in English, each that says otherwise. */
export async function* orderDifferences(): AsyncGenerator<string> {
  const given = new Set<string>()
  for await (const slice of slices()) {
    const [linesOf, shippedOf, paidOf] = [await linesIn(slice), await shippedIn(slice), await paidIn(slice)]
    const sharesOf = await sharesIn(slice)
    for (const order of await ordersIn(slice)) {
      if (order.number !== null) given.add(order.number.toUpperCase())
      const lines = linesOf.get(order.id) ?? []
      for (const { id, shipped } of lines)
        if (shipped !== (shippedOf.get(id) ?? 0))
          yield `order ${order.id}, line ${id}: shipped is ${shipped}, the shipments say ${shippedOf.get(id) ?? 0}`
      const total = lines.reduce((sum, { amount }) => sum + amount, 0)
      const paid = paidOf.get(order.id) ?? 0
      const moved = lines.map(({ id, quantity }) => ({ quantity, shipped: shippedOf.get(id) ?? 0 }))
      const credited_id = sharesOf.get(order.id)?.find(({ percent }) => percent === 100)?.id ?? null
      const wanted = { total, paid, credited_id, ...settlement({ status: order.status, total, paid, lines: moved }) }
      for (const name of compared)
        if (order[name] !== wanted[name])
          yield `order ${order.id}: ${name} is ${order[name]}, ${witness[name]} say ${wanted[name]}`
      if (order.number === null && order.confirmed_at !== null) yield `order ${order.id}: confirmed without a number`
    }
  }
  for (let count = 1, last = await lastNumber(); count <= last; count++)
    if (!given.has(orderNumber(count))) yield `number ${orderNumber(count)} was given, but no order has it`
}

const compared = ['total', 'paid', 'status', 'shipping', 'payment', 'credited_id'] as const

const witness: Record<(typeof compared)[number], string> = {
  total: 'the lines',
  paid: 'the payments',
  status: 'shipments and payments',
  shipping: 'the shipments',
  payment: 'the payments',
  credited_id: 'the shares',
}

const ordersIn = ({ from, to }: Slice) =>
  reader()
    .selectFrom('orders')
    .select(['id', 'number', 'confirmed_at', ...compared])
    .where('id', '>=', from)
    .where('id', '<=', to)
    .execute()

/** What was shipped of each line and not taken back, in thousandths. */
async function shippedIn({ from, to }: Slice): Promise<Map<number, number>> {
  const rows = await reader()
    .selectFrom('shipments')
    .innerJoin('shipment_lines', 'shipment_lines.shipment_id', 'shipments.id')
    .select(({ fn }) => ['line_id', fn.sum<number>('quantity').as('shipped')])
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .where('reversed_at', 'is', null)
    .groupBy('line_id')
    .execute()
  return new Map(rows.map(({ line_id, shipped }) => [line_id, Number(shipped)]))
}

/** What was paid on each order less what was refunded, in minor units. */
async function paidIn({ from, to }: Slice): Promise<Map<number, number>> {
  const rows = await reader()
    .selectFrom('payments')
    .select(({ fn, eb }) => [
      'order_id',
      fn
        .sum<number>(
          eb
            .case()
            .when('kind', '=', 'refund')
            .then(eb.neg(eb.ref('amount')))
            .else(eb.ref('amount'))
            .end(),
        )
        .as('paid'),
    ])
    .where('order_id', '>=', from)
    .where('order_id', '<=', to)
    .where('reversed_at', 'is', null)
    .groupBy('order_id')
    .execute()
  return new Map(rows.map(({ order_id, paid }) => [order_id, Number(paid)]))
}

/** The last number that the counter gave; 0 where it gave none. */
const lastNumber = async (): Promise<number> =>
  (await reader().selectFrom('counters').select('value').where('name', '=', 'order_number').executeTakeFirst())
    ?.value ?? 0
