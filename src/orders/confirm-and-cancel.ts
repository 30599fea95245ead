import type { Person } from '../access/person.ts'
import { transaction } from '../database/database.ts'
import { updateTracked } from '../history/update-tracked.ts'
import { ValidationError } from '../i18n/error-classes.ts'
import { nextNumber } from '../preferences/repository.ts'
import { timestamp } from '../values/clock.ts'
import type { ReasonInput } from './form/form.ts'
import { fulfilmentState } from './fulfilment/fulfilment-state.ts'
import { reverseSalesFacts, syncSalesFacts } from './ledger/sync-sales-facts.ts'
import { checkVersion, getOrder, numberIsTaken } from './repository.ts'
import { reindexOrder } from './search-text.ts'

/**
 * Confirms a draft: assigns its number and writes its sales facts. Version 0 skips the version check. Throws
 * ValidationError, VersionConflict.
 */
export const confirmOrder = (id: number, version: number, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await getOrder(id)
    if (order.status !== 'draft') throw new ValidationError('status', 'orders.not_a_draft')
    checkVersion(order, version)
    if (order.lines.length === 0) throw new ValidationError('lines', 'orders.no_lines')
    const number = order.number ?? (await nextOrderNumber())
    const state = fulfilmentState({ ...order, status: 'confirmed' })
    const counted = { counted_owner_id: order.owner_id }
    await updateTracked('orders', order, { ...state, ...counted, number, confirmed_at: timestamp() }, by)
    await syncSalesFacts({ ...order, ...counted })
    await reindexOrder({ ...order, number })
  })

/**
 * Cancels an order with a reason; refused after a shipment or while a payment remains. Throws ValidationError,
 * VersionConflict.
 */
export const cancelOrder = (id: number, { reason, version }: ReasonInput, by: Person): Promise<void> =>
  transaction(async () => {
    const order = await getOrder(id)
    if (order.status === 'cancelled') throw new ValidationError('reason', 'orders.is_cancelled')
    checkVersion(order, version)
    if (order.lines.some(({ shipped }) => shipped > 0)) throw new ValidationError('reason', 'orders.cancel_shipped')
    if (order.paid !== 0) throw new ValidationError('reason', 'orders.cancel_paid')
    const state = fulfilmentState({ ...order, status: 'cancelled' })
    await updateTracked('orders', order, { ...state, cancelled_at: timestamp() }, by, reason)
    if (order.status !== 'draft') await reverseSalesFacts(id)
  })

/** The next order number, without gaps; numbers that an import used are skipped. */
async function nextOrderNumber(): Promise<string> {
  for (;;) {
    const number = orderNumber(await nextNumber('order_number'))
    if (!(await numberIsTaken(number))) return number
  }
}

/** Formats a counter value as an order number: SO-000001. */
export const orderNumber = (count: number): string => `SO-${String(count).padStart(6, '0')}`
