import type { Row } from '../../database/tables.ts'
import { updateDerived, updateTracked } from '../../history/update-tracked.ts'

type Order = Row<'orders'>

/** What an order's state follows from: amounts in minor units, quantities in thousandths. */
interface Settled extends Pick<Order, 'status' | 'total' | 'paid'> {
  lines: readonly { quantity: number; shipped: number }[]
}

/** After anything that moves goods or money: writes where shipping and payment stand, and completes or reopens the order. */
export async function updateSettlement(
  order: Settled & { id: number; version: number },
  by: { id: number },
): Promise<void> {
  const { status, shipping, payment } = settlement(order)
  await updateDerived('orders', order.id, { shipping, payment, paid: order.paid })
  if (status !== order.status) await updateTracked('orders', order, { status }, by)
}

/** Where shipping and payment stand, and whether the order is completed or open again by that. */
export function settlement({ status, total, paid, lines }: Settled): Pick<Order, 'status' | 'shipping' | 'payment'> {
  const shipping = shippingOf(lines)
  const payment = status === 'draft' ? 'none' : paid >= total ? 'all' : paid > 0 ? 'part' : 'none'
  if (status === 'draft' || status === 'cancelled') return { status, shipping, payment: paid > 0 ? payment : 'none' }
  return { status: shipping === 'all' && payment === 'all' ? 'completed' : 'confirmed', shipping, payment }
}

function shippingOf(lines: Settled['lines']): Order['shipping'] {
  if (lines.every(({ shipped }) => shipped === 0)) return 'none'
  return lines.every(({ quantity, shipped }) => shipped >= quantity) ? 'all' : 'part'
}

/** What is still owed on an order, in minor units: drafts and cancelled orders owe nothing. */
export const amountDueOn = ({ status, total, paid }: Pick<Order, 'status' | 'total' | 'paid'>): number =>
  status === 'confirmed' || status === 'completed' ? Math.max(0, total - paid) : 0
