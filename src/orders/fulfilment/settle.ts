import { transaction } from '../../database/database.ts'
import { change, derive } from '../../history/change.ts'
import { orderAsItStands } from '../repository.ts'
import { paidOn } from './payments-repository.ts'
import { settlement } from './settlement.ts'

/** After anything that moves goods or money: writes where shipping and payment stand, and completes or reopens the order. */
export const resettle = (order_id: number, by: { id: number }): Promise<void> =>
  transaction(async () => {
    const order = await orderAsItStands(order_id)
    const { paid } = await paidOn(order_id)
    const { status, shipping, payment } = settlement({ ...order, paid })
    await derive('orders', order_id, { shipping, payment, paid })
    if (status !== order.status) await change('orders', order, { status }, by)
  })
