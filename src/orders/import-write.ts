import { customersByIds } from '../customers/import-repository.ts'
import type { Customer } from '../customers/repository.ts'
import { noteAll } from '../history/note.ts'
import type { Corrected, Given, Staged, Writing } from '../imports/definition.ts'
import { joinChoices } from '../preferences/repository.ts'
import { productsByIds } from '../products/repository.ts'
import { timestamp } from '../values/clock.ts'
import { collectionRows } from './collections.ts'
import { insertCollections } from './collections-repository.ts'
import { factRows } from './facts.ts'
import { insertFacts } from './facts-repository.ts'
import type { BroughtHead, BroughtRow } from './import-plan.ts'
import { insertOrders, numbersTaken } from './import-repository.ts'
import type { BroughtLine } from './import-rows.ts'
import { totalsOf } from './lines.ts'
import { insertPayments } from './payments-repository.ts'
import { insertCredits, insertLines } from './repository.ts'
import { orderSearchText } from './searchable.ts'
import { settlement } from './settlement.ts'
import { insertShipmentLines, insertShipments } from './shipments-repository.ts'

/** An order with its lines, as a file brings it. */
export interface Brought {
  head: BroughtHead
  lines: BroughtLine[]
}

/** Writes planned orders; a number that was taken meanwhile is skipped. */
export async function orderWriting(given: Given): Promise<Writing> {
  return {
    async write(staged) {
      const orders = gathered(staged)
      const taken = await numbersTaken(orders.map(({ head }) => head.number))
      const isTaken = ({ head }: Brought) => taken.has(head.number.toLowerCase())
      await bringOrders(
        orders.filter((order) => !isTaken(order)),
        given,
      )
      const late = new Set(orders.filter(isTaken).map(({ lead }) => lead))
      return staged.filter(({ lead }) => late.has(lead)).map(skipped)
    },
  }
}

const skipped = ({ line, lead }: Staged): Corrected => ({
  line,
  lead,
  verdict: 'skip',
  reasons: [{ field: 'number', key: 'orders.known_by_number' }],
})

function gathered(staged: Staged[]): (Brought & { lead: number })[] {
  const orders = new Map<number, Brought & { lead: number }>()
  for (const { lead, planned } of staged) {
    const { head, line } = planned as BroughtRow
    if (head) orders.set(lead, { lead, head, lines: [] })
    orders.get(lead)?.lines.push(line)
  }
  return [...orders.values()]
}

/** Adds orders with their history: lines, the owner's credit, shipments, payments, facts. Inside a transaction. */
async function bringOrders(orders: Brought[], { by, import_id }: Given): Promise<void> {
  const now = timestamp()
  const customers = byId(await customersByIds([...new Set(orders.map(({ head }) => head.customer_id))]))
  const rows = orders.map((order) => orderRow(order, customers.get(order.head.customer_id), now, by))
  const ids = await insertOrders(rows)
  const idOf = (index: number) => ids[index] ?? 0
  const made = await insertLines(
    orders.flatMap(({ head, lines }, index) =>
      lines.map((line, position) => ({
        order_id: idOf(index),
        position,
        ...line,
        shipped: head.shipped_on === null ? 0 : line.quantity,
      })),
    ),
  )
  const lineIds = new Map(made.map(({ id, order_id, position }) => [`${order_id} ${position}`, id]))
  const lineId = (index: number, position: number) => lineIds.get(`${idOf(index)} ${position}`) ?? 0
  await insertCredits(
    orders.map(({ head }, index) => ({ order_id: idOf(index), user_id: head.owner_id, percent: 100 })),
  )
  await bringShipments(orders, idOf, lineId, now, by)
  await bringPayments(orders, idOf, now, by)
  const products = byId(
    await productsByIds([...new Set(orders.flatMap(({ lines }) => lines.map((line) => line.product_id)))]),
  )
  await insertFacts(
    orders.flatMap(({ head, lines }, index) => {
      if (head.status !== 'confirmed') return []
      const owned = lines.map((line, position) => ({
        id: lineId(index, position),
        category: products.get(line.product_id)?.category ?? null,
        ...line,
      }))
      const { customer_id, owner_id, ordered_on, region } = head
      const source = customers.get(customer_id)?.source ?? null
      return factRows({ id: idOf(index), customer_id, owner_id, ordered_on, region }, owned, [], source, now)
    }),
  )
  await noteAll('orders', ids, 'imported', { import_id }, by)
  await joinChoices(
    'region',
    orders.map(({ head }) => head.region),
  )
}

const byId = <R extends { id: number }>(rows: R[]): Map<number, R> => new Map(rows.map((row) => [row.id, row]))

function orderRow({ head, lines }: Brought, customer: Customer | undefined, now: string, by: { id: number }) {
  const { shipped_on, paid_on: _, paid_amount, status: said, ...columns } = head
  const { total } = totalsOf(lines)
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

async function bringShipments(
  orders: Brought[],
  idOf: (index: number) => number,
  lineId: (index: number, position: number) => number,
  made_at: string,
  by: { id: number },
): Promise<void> {
  const shipped = orders.flatMap(({ head, lines }, index) => {
    const { shipped_on } = head
    return shipped_on === null ? [] : [{ index, shipped_on, lines }]
  })
  const made = await insertShipments(
    shipped.map(({ index, shipped_on }) => ({ order_id: idOf(index), shipped_on, user_id: by.id, made_at })),
  )
  const shipments = new Map(made.map(({ id, order_id }) => [order_id, id]))
  await insertShipmentLines(
    shipped.flatMap(({ index, lines }) =>
      lines.map(({ quantity }, position) => ({
        shipment_id: shipments.get(idOf(index)) ?? 0,
        line_id: lineId(index, position),
        quantity,
      })),
    ),
  )
}

/** What was paid, and that it was collected: all of it the owner's, as the credit is. */
async function bringPayments(
  orders: Brought[],
  idOf: (index: number) => number,
  made_at: string,
  by: { id: number },
): Promise<void> {
  const paid = orders.flatMap(({ head }, index) => {
    const { paid_on, paid_amount: amount, customer_id, owner_id } = head
    if (paid_on === null || amount === null) return []
    return [
      { order: { id: idOf(index), customer_id, owner_id }, columns: { paid_on, amount, kind: 'payment' as const } },
    ]
  })
  const made = await insertPayments(
    paid.map(({ order, columns }) => ({ order_id: order.id, ...columns, user_id: by.id, made_at })),
  )
  const payments = new Map(made.map(({ id, order_id }) => [order_id, id]))
  await insertCollections(
    paid.flatMap(({ order, columns }) =>
      collectionRows(order, [{ id: payments.get(order.id) ?? 0, ...columns }], [], made_at),
    ),
  )
}
