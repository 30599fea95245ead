import { redirect } from '../../web/responses.ts'
import { post } from '../../web/route.ts'
import { reasonForm } from '../form/form.ts'
import { orderActionRefused, reversalRefused } from '../pages/order-page.ts'
import { findOrder } from '../repository.ts'
import { paymentForm, shipmentForm } from './form.ts'
import { recordPayment, reversePayment } from './record-payment.ts'
import { recordShipment, reverseShipment } from './record-shipment.ts'
import { findPayment, findShipment } from './repository.ts'

export const fulfilmentRoutes = [
  post(
    '/orders/:id/shipments',
    { permission: 'orders.edit', load: findOrder, form: shipmentForm, onInvalid: orderActionRefused('shipment') },
    async ({ record, input, person }) => {
      await recordShipment(record.id, input, person)
      return redirect(`/orders/${record.id}`, 'orders.shipment_recorded')
    },
  ),

  post(
    '/shipments/:id/reverse',
    { permission: 'orders.edit', load: findShipment, form: reasonForm, onInvalid: reversalRefused('shipment') },
    async ({ record, input, person }) => {
      await reverseShipment(record, input, person)
      return redirect(`/orders/${record.order_id}`, 'orders.shipment_reversed')
    },
  ),

  post(
    '/orders/:id/payments',
    { permission: 'orders.edit', load: findOrder, form: paymentForm, onInvalid: orderActionRefused('payment') },
    async ({ record, input, person }) => {
      await recordPayment(record.id, input, person)
      return redirect(
        `/orders/${record.id}`,
        input.kind === 'refund' ? 'orders.refund_recorded' : 'orders.payment_recorded',
      )
    },
  ),

  post(
    '/payments/:id/reverse',
    { permission: 'orders.edit', load: findPayment, form: reasonForm, onInvalid: reversalRefused('payment') },
    async ({ record, input, person }) => {
      await reversePayment(record, input, person)
      const message = record.kind === 'refund' ? 'orders.refund_reversed' : 'orders.payment_reversed'
      return redirect(`/orders/${record.order_id}`, message)
    },
  ),
]
