import { redirect } from '../../web/answers.ts'
import { post } from '../../web/route.ts'
import { paymentForm, reasonForm } from '../form/form.ts'
import { orderPage } from '../pages/order-page.ts'
import { findOrder, orderAsItStands } from '../repository.ts'
import { pay } from './pay.ts'
import { findPayment } from './payments-repository.ts'
import { reversePayment } from './reverse-payment.ts'

export const paymentRoutes = [
  post(
    '/orders/:id/payments',
    {
      may: 'orders.edit',
      about: findOrder,
      form: paymentForm,
      refused: async ({ record, person, typed, wrong }) =>
        orderPage({ order: await orderAsItStands(record.id), person, payment: { typed, wrong }, status: 422 }),
    },
    async ({ record, input, person }) => {
      await pay(record.id, input, person)
      return redirect(`/orders/${record.id}`, input.kind === 'refund' ? 'orders.refunded_done' : 'orders.paid_done')
    },
  ),

  post(
    '/payments/:id/reverse',
    {
      may: 'orders.edit',
      about: findPayment,
      form: reasonForm,
      refused: async ({ record, person, typed, wrong, stale }) => {
        const reverse = { of: 'payment' as const, id: record.id, form: { typed, wrong } }
        return orderPage({ order: await orderAsItStands(record.order_id), person, stale, reverse, status: 422 })
      },
    },
    async ({ record, input, person }) => {
      await reversePayment(record, input, person)
      return redirect(`/orders/${record.order_id}`, 'orders.payment_reversed_done')
    },
  ),
]
