import { demoProducts } from '../../../src/commands/demo/names.ts'
import type { FactOrder } from '../../../src/orders/ledger/build-sales-facts.ts'
import { buildPaymentCollections } from '../../../src/orders/ledger/payment-collections.ts'
import type { Share } from '../../../src/values/money.ts'
import type { Bulk } from './bulk.ts'
import type { MadeLine, World } from './context.ts'

/** The amount paid for an order, in minor units. */
export interface Moved {
  paid: number
}

/**
 * Returns a function that ships an order and records its payments: for nearly all old orders, few new ones, some of
 * them in part. It sets the shipped quantities of the lines.
 */
export function writeMoves(file: Bulk, { by, calendar }: World) {
  const shipment = file.into('shipments', ['id', 'order_id', 'shipped_on', 'carrier', 'user_id', 'created_at'])
  const shipped = file.into('shipment_lines', ['shipment_id', 'line_id', 'quantity'])
  const payment = file.into('payments', [
    'id',
    'order_id',
    'paid_on',
    'amount',
    'kind',
    'method',
    'user_id',
    'created_at',
  ])
  const collected = file.into('collections', [
    'payment_id',
    'order_id',
    'on_day',
    'recorded_at',
    'customer_id',
    'user_id',
    'amount',
  ])
  let shipments = 0
  let payments = 0

  function ship(order: FactOrder, lines: MadeLine[], day: number): void {
    const on = calendar.after(day, by.between(0, 15))
    const id = ++shipments
    shipment(id, order.id, calendar.day(on), by.one(['顺丰', '德邦', null]), order.owner_id, calendar.instant(on))
    const part = by.happens(0.04)
    for (const line of lines) {
      line.shipped = part ? Math.ceil(line.quantity / 2) : line.quantity
      shipped(id, line.id, line.shipped)
    }
  }

  function pay(order: FactOrder, amount: number, day: number, shares: Share[]): void {
    const on = calendar.after(day, by.between(1, 60))
    const id = ++payments
    const paid_on = calendar.day(on)
    const at = calendar.instant(on)
    payment(id, order.id, paid_on, amount, 'payment', by.one(demoProducts.method), order.owner_id, at)
    for (const one of buildPaymentCollections(order, [{ id, kind: 'payment', amount, paid_on }], shares, at))
      collected(one.payment_id, one.order_id, one.on_day, one.recorded_at, one.customer_id, one.user_id, one.amount)
  }

  return (order: FactOrder, lines: MadeLine[], total: number, day: number, shares: Share[]): Moved => {
    const age = calendar.days.length - 1 - day
    const likely = Math.min(0.99, age / 60)
    if (by.happens(likely)) ship(order, lines, day)
    if (total === 0 || !by.happens(likely * 0.97)) return { paid: 0 }
    const first = by.happens(0.2) ? Math.ceil(total / 2) : total
    pay(order, first, day, shares)
    const rest = total - first
    if (rest === 0 || by.happens(0.2)) return { paid: first }
    pay(order, rest, day, shares)
    return { paid: total }
  }
}
