import { customersWithIds } from '../../customers/import/import-repository.ts'
import type { Customer } from '../../customers/repository.ts'
import { recordEventForSubjects } from '../../history/record-event.ts'
import type { CorrectedRow, ImportContext, StagedRow, WriteRows } from '../../imports/definition.ts'
import { addChoicesOf } from '../../preferences/repository.ts'
import { productsByIds } from '../../products/repository.ts'
import { timestamp } from '../../values/clock.ts'
import { fulfilmentState } from '../fulfilment/fulfilment-state.ts'
import { insertPayments, insertShipmentLines, insertShipments } from '../fulfilment/repository.ts'
import { buildSalesFacts } from '../ledger/build-sales-facts.ts'
import { buildPaymentCollections } from '../ledger/payment-collections.ts'
import { insertPaymentCollections, insertSalesFacts } from '../ledger/repository.ts'
import { type PricedLine, totalsOfOrderLines } from '../line-amounts.ts'
import { insertCredits, insertLines } from '../repository.ts'
import { orderSearchText } from '../search-text.ts'
import type { ParsedOrder, ParsedRow } from './plan-orders.ts'
import { existingOrderNumbers, insertOrders } from './repository.ts'

/** An order with its lines from the file. */
interface OrderWithLines {
  head: ParsedOrder
  lines: PricedLine[]
}

/** Writes the staged orders; one whose number was used meanwhile is skipped. */
export const importedOrdersWriter =
  (given: ImportContext): WriteRows =>
  async (staged) => {
    const orders = groupRows(staged)
    const usedNumbers = await existingOrderNumbers(orders.map(({ head }) => head.number))
    const isTaken = ({ head }: OrderWithLines) => usedNumbers.has(head.number.toLowerCase())
    await insertImportedOrders(
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

function groupRows(staged: StagedRow[]): (OrderWithLines & { first_line: number })[] {
  const orders = new Map<number, OrderWithLines & { first_line: number }>()
  for (const { first_line, payload } of staged) {
    const { head, line } = payload as ParsedRow
    if (head) orders.set(first_line, { first_line, head, lines: [] })
    orders.get(first_line)?.lines.push(line)
  }
  return [...orders.values()]
}

/** An order with its lines after they were inserted, with their ids. */
interface InsertedOrder extends OrderWithLines {
  id: number
  lines: (PricedLine & { id: number })[]
}

/**
 * Adds orders with lines, credits for the owner, shipments, payments, sales facts and history. Call it inside a
 * transaction.
 */
async function insertImportedOrders(orders: OrderWithLines[], { by, import_id }: ImportContext): Promise<void> {
  const now = timestamp()
  const customers = byId(await customersWithIds([...new Set(orders.map(({ head }) => head.customer_id))]))
  const rows = orders.map((order) => orderRow(order, customers.get(order.head.customer_id), now, by))
  const inserted = await addLines(orders, await insertOrders(rows))
  await insertCredits(inserted.map(({ id, head }) => ({ order_id: id, user_id: head.owner_id, percent: 100 })))
  await addShipments(inserted, now, by)
  await addPayments(inserted, now, by)
  await addFacts(inserted, customers, now)
  const ids = inserted.map(({ id }) => id)
  await recordEventForSubjects('orders', ids, 'imported', { import_id }, by)
  await addChoicesOf(orders.map(({ head }) => ({ region: head.region })))
}

const byId = <R extends { id: number }>(rows: R[]): Map<number, R> => new Map(rows.map((row) => [row.id, row]))

function orderRow({ head, lines }: OrderWithLines, customer: Customer | undefined, now: string, by: { id: number }) {
  const { shipped_on, paid_on: _, paid_amount, status: orderStatus, ...columns } = head
  const { total } = totalsOfOrderLines(lines)
  const paid = paid_amount ?? 0
  const shipped = lines.map(({ quantity }) => ({ quantity, shipped: shipped_on === null ? 0 : quantity }))
  return {
    ...columns,
    total,
    paid,
    ...fulfilmentState({ status: orderStatus, total, paid, lines: shipped }),
    created_at: now,
    created_by: by.id,
    confirmed_at: orderStatus === 'confirmed' ? now : null,
    cancelled_at: orderStatus === 'cancelled' ? now : null,
    credited_id: head.owner_id,
    counted_owner_id: orderStatus === 'confirmed' ? head.owner_id : null,
    search_text: customer ? orderSearchText(head, customer) : '',
  }
}

async function addLines(orders: OrderWithLines[], ids: number[]): Promise<InsertedOrder[]> {
  const rows = orders.flatMap(({ head, lines }, index) =>
    lines.map((line, position) => {
      const shipped = head.shipped_on === null ? 0 : line.quantity
      return { order_id: ids[index] ?? 0, position, ...line, shipped }
    }),
  )
  const insertedLines = await insertLines(rows)
  const lineIds = new Map(insertedLines.map(({ id, order_id, position }) => [`${order_id} ${position}`, id]))
  return orders.map(({ head, lines }, index) => {
    const id = ids[index] ?? 0
    return { id, head, lines: lines.map((line, position) => ({ ...line, id: lineIds.get(`${id} ${position}`) ?? 0 })) }
  })
}

async function addShipments(orders: InsertedOrder[], created_at: string, by: { id: number }): Promise<void> {
  const shipments = await insertShipments(
    orders.flatMap(({ id: order_id, head: { shipped_on } }) =>
      shipped_on === null ? [] : [{ order_id, shipped_on, user_id: by.id, created_at }],
    ),
  )
  const linesOf = new Map(orders.map(({ id, lines }) => [id, lines]))
  await insertShipmentLines(
    shipments.flatMap(({ id: shipment_id, order_id }) =>
      (linesOf.get(order_id) ?? []).map(({ id: line_id, quantity }) => ({ shipment_id, line_id, quantity })),
    ),
  )
}

/** Adds payments and collections; all of it is the owner's, as the credit is. */
async function addPayments(orders: InsertedOrder[], created_at: string, by: { id: number }): Promise<void> {
  const paid = orders.flatMap(({ id: order_id, head: { paid_on, paid_amount: amount } }) => {
    if (paid_on === null || amount === null) return []
    return [{ order_id, paid_on, amount, kind: 'payment' as const, user_id: by.id, created_at }]
  })
  const ids = new Map((await insertPayments(paid)).map(({ id, order_id }) => [order_id, id]))
  const ordersOf = byId(orders)
  await insertPaymentCollections(
    paid.flatMap((payment) => {
      const order = ordersOf.get(payment.order_id)
      const id = ids.get(payment.order_id) ?? 0
      return order ? buildPaymentCollections({ ...order.head, id: order.id }, [{ ...payment, id }], [], created_at) : []
    }),
  )
}

async function addFacts(orders: InsertedOrder[], customers: Map<number, Customer>, now: string): Promise<void> {
  const bought = new Set(orders.flatMap(({ lines }) => lines.map(({ product_id }) => product_id)))
  const products = byId(await productsByIds([...bought]))
  await insertSalesFacts(
    orders.flatMap(({ id, head, lines }) => {
      if (head.status !== 'confirmed') return []
      const source = customers.get(head.customer_id)?.source ?? null
      const sold = lines.map((line) => ({ ...line, category: products.get(line.product_id)?.category ?? null }))
      return buildSalesFacts({ ...head, id }, sold, [], source, now)
    }),
  )
}
