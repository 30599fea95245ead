import { customersByIds } from '../../customers/import/import-repository.ts'
import type { Customer } from '../../customers/repository.ts'
import { recordEvents } from '../../history/record-event.ts'
import type { CorrectedRow, ImportContext, StagedRow, WriteRows } from '../../imports/definition.ts'
import { addChoicesOf } from '../../preferences/repository.ts'
import { productsByIds } from '../../products/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { insertPayments, insertShipmentLines, insertShipments } from '../fulfilment/repository.ts'
import { settlement } from '../fulfilment/settlement.ts'
import { buildCollections } from '../ledger/collections.ts'
import { buildFacts } from '../ledger/facts.ts'
import { insertCollections, insertFacts } from '../ledger/repository.ts'
import { orderTotals, type PricedLine } from '../lines.ts'
import { insertCredits, insertLines } from '../repository.ts'
import { orderSearchText } from '../search-text.ts'
import type { ParsedOrder, ParsedRow } from './plan-orders.ts'
import { insertOrders, numbersTaken } from './repository.ts'

/** An order with its lines, as a file brings it. */
interface Brought {
  head: ParsedOrder
  lines: PricedLine[]
}

/** Writes payload orders; a number that was taken meanwhile is skipped. */
export const orderWriting =
  (given: ImportContext): WriteRows =>
  async (staged) => {
    const orders = gathered(staged)
    const taken = await numbersTaken(orders.map(({ head }) => head.number))
    const isTaken = ({ head }: Brought) => taken.has(head.number.toLowerCase())
    await bringOrders(
      orders.filter((order) => !isTaken(order)),
      given,
    )
    const late = new Set(orders.filter(isTaken).map(({ first_line }) => first_line))
    return staged.filter(({ first_line }) => late.has(first_line)).map(skipped)
  }

const skipped = ({ line, first_line }: StagedRow): CorrectedRow => ({
  line,
  first_line,
  action: 'skip',
  reasons: [{ field: 'number', key: 'orders.known_by_number' }],
})

function gathered(staged: StagedRow[]): (Brought & { first_line: number })[] {
  const orders = new Map<number, Brought & { first_line: number }>()
  for (const { first_line, payload } of staged) {
    const { head, line } = payload as ParsedRow
    if (head) orders.set(first_line, { first_line, head, lines: [] })
    orders.get(first_line)?.lines.push(line)
  }
  return [...orders.values()]
}

/** An order with its lines, and the ids under which they were added. */
interface Added extends Brought {
  id: number
  lines: (PricedLine & { id: number })[]
}

/** Adds orders with their history: lines, the owner's credit, shipments, payments, facts. Inside a transaction. */
async function bringOrders(orders: Brought[], { by, import_id }: ImportContext): Promise<void> {
  const now = timestamp()
  const customers = byId(await customersByIds([...new Set(orders.map(({ head }) => head.customer_id))]))
  const rows = orders.map((order) => orderRow(order, customers.get(order.head.customer_id), now, by))
  const added = await addLines(orders, await insertOrders(rows))
  await insertCredits(added.map(({ id, head }) => ({ order_id: id, user_id: head.owner_id, percent: 100 })))
  await addShipments(added, now, by)
  await addPayments(added, now, by)
  await addFacts(added, customers, now)
  const ids = added.map(({ id }) => id)
  await recordEvents('orders', ids, 'imported', { import_id }, by)
  await addChoicesOf(orders.map(({ head }) => ({ region: head.region })))
}

const byId = <R extends { id: number }>(rows: R[]): Map<number, R> => new Map(rows.map((row) => [row.id, row]))

function orderRow({ head, lines }: Brought, customer: Customer | undefined, now: string, by: { id: number }) {
  const { shipped_on, paid_on: _, paid_amount, status: said, ...columns } = head
  const { total } = orderTotals(lines)
  const paid = paid_amount ?? 0
  const shipped = lines.map(({ quantity }) => ({ quantity, shipped: shipped_on === null ? 0 : quantity }))
  return {
    ...columns,
    total,
    paid,
    ...settlement({ status: said, total, paid, lines: shipped }),
    created_at: now,
    created_by: by.id,
    confirmed_at: said === 'confirmed' ? now : null,
    cancelled_at: said === 'cancelled' ? now : null,
    credited_id: head.owner_id,
    search_text: customer ? orderSearchText({ number: head.number, contract_number: null }, customer) : '',
  }
}

async function addLines(orders: Brought[], ids: number[]): Promise<Added[]> {
  const rows = orders.flatMap(({ head, lines }, index) =>
    lines.map((line, position) => {
      const shipped = head.shipped_on === null ? 0 : line.quantity
      return { order_id: ids[index] ?? 0, position, ...line, shipped }
    }),
  )
  const made = await insertLines(rows)
  const lineIds = new Map(made.map(({ id, order_id, position }) => [`${order_id} ${position}`, id]))
  return orders.map(({ head, lines }, index) => {
    const id = ids[index] ?? 0
    return { id, head, lines: lines.map((line, position) => ({ ...line, id: lineIds.get(`${id} ${position}`) ?? 0 })) }
  })
}

async function addShipments(orders: Added[], created_at: string, by: { id: number }): Promise<void> {
  const made = await insertShipments(
    orders.flatMap(({ id: order_id, head: { shipped_on } }) =>
      shipped_on === null ? [] : [{ order_id, shipped_on, user_id: by.id, created_at }],
    ),
  )
  const linesOf = new Map(orders.map(({ id, lines }) => [id, lines]))
  await insertShipmentLines(
    made.flatMap(({ id: shipment_id, order_id }) =>
      (linesOf.get(order_id) ?? []).map(({ id: line_id, quantity }) => ({ shipment_id, line_id, quantity })),
    ),
  )
}

/** What was paid, and that it was collected: all of it the owner's, as the credit is. */
async function addPayments(orders: Added[], created_at: string, by: { id: number }): Promise<void> {
  const paid = orders.flatMap(({ id: order_id, head: { paid_on, paid_amount: amount } }) => {
    if (paid_on === null || amount === null) return []
    return [{ order_id, paid_on, amount, kind: 'payment' as const, user_id: by.id, created_at }]
  })
  const ids = new Map((await insertPayments(paid)).map(({ id, order_id }) => [order_id, id]))
  const ordersOf = byId(orders)
  await insertCollections(
    paid.flatMap((payment) => {
      const order = ordersOf.get(payment.order_id)
      const id = ids.get(payment.order_id) ?? 0
      return order ? buildCollections({ ...order.head, id: order.id }, [{ ...payment, id }], [], created_at) : []
    }),
  )
}

async function addFacts(orders: Added[], customers: Map<number, Customer>, now: string): Promise<void> {
  const bought = new Set(orders.flatMap(({ lines }) => lines.map(({ product_id }) => product_id)))
  const products = byId(await productsByIds([...bought]))
  await insertFacts(
    orders.flatMap(({ id, head, lines }) => {
      if (head.status !== 'confirmed') return []
      const source = customers.get(head.customer_id)?.source ?? null
      const sold = lines.map((line) => ({ ...line, category: products.get(line.product_id)?.category ?? null }))
      return buildFacts({ ...head, id }, sold, [], source, now)
    }),
  )
}
