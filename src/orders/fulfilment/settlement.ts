import type { Row } from '../../database/tables.ts'

type Order = Row<'orders'>

/** What an order's state follows from: amounts in minor units, quantities in thousandths. */
export interface Settled {
  status: Order['status']
  total: number
  paid: number
  lines: readonly { quantity: number; shipped: number }[]
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
export const owedOn = ({ status, total, paid }: Pick<Order, 'status' | 'total' | 'paid'>): number =>
  status === 'confirmed' || status === 'completed' ? Math.max(0, total - paid) : 0
