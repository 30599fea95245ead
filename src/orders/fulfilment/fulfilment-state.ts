import type { Row } from '../../database/tables.ts'
import { updateTracked, writeDerivedColumns } from '../../history/update-tracked.ts'

type Order = Row<'orders'>

/** What fulfilmentState() needs of an order: amounts in minor units, quantities in thousandths. */
interface Settled extends Pick<Order, 'status' | 'total' | 'paid'> {
  lines: readonly { quantity: number; shipped: number }[]
}

/** Call after each shipment or payment: saves the shipping and payment state, and completes or reopens the order. */
export async function updateFulfilmentState(
  order: Settled & { id: number; version: number },
  by: { id: number },
): Promise<void> {
  const { status, shipping, payment } = fulfilmentState(order)
  await writeDerivedColumns('orders', order.id, { shipping, payment, paid: order.paid })
  if (status !== order.status) await updateTracked('orders', order, { status }, by)
}

/** The shipping and payment state, and the order status that follows from them. */
export function fulfilmentState({
  status,
  total,
  paid,
  lines,
}: Settled): Pick<Order, 'status' | 'shipping' | 'payment'> {
  const shipping = shippingOf(lines)
  const payment = status === 'draft' ? 'none' : paid >= total ? 'all' : paid > 0 ? 'part' : 'none'
  if (status === 'draft' || status === 'cancelled') return { status, shipping, payment: paid > 0 ? payment : 'none' }
  return { status: shipping === 'all' && payment === 'all' ? 'completed' : 'confirmed', shipping, payment }
}

function shippingOf(lines: Settled['lines']): Order['shipping'] {
  if (lines.every(({ shipped }) => shipped === 0)) return 'none'
  return lines.every(({ quantity, shipped }) => shipped >= quantity) ? 'all' : 'part'
}

/** The amount due in minor units; 0 for drafts and cancelled orders. */
export const amountDueOfOrder = ({ status, total, paid }: Pick<Order, 'status' | 'total' | 'paid'>): number =>
  status === 'confirmed' || status === 'completed' ? Math.max(0, total - paid) : 0
