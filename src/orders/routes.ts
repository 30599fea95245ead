import { z } from 'zod'
import { ValidationErrors } from '../i18n/error-classes.ts'
import { listExportRoutes } from '../lists/export-routes.ts'
import { shownByHistory } from '../web/concurrent-edits/shown-record.ts'
import { idSchema, textSchema } from '../web/field-schemas.ts'
import { redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import { cancelOrder, confirmOrder } from './confirm-and-cancel.ts'
import { createOrder } from './create.ts'
import { confirmForm, orderForm, orderFormValues, reasonForm } from './form/form.ts'
import { newOrderPage } from './form/new-order-page.ts'
import { editOrderPage, orderFormRefused } from './form/page.ts'
import { fulfilmentRoutes } from './fulfilment/routes.ts'
import { orderLineList } from './lines-list.ts'
import { orderListPage } from './pages/list-page.ts'
import { orderActionRefused, orderPage, orderPaper } from './pages/order-page.ts'
import { findOrder } from './repository.ts'
import { saveOrder } from './save.ts'

const newQuery = z.object({
  customer_id: idSchema(),
  opportunity_id: idSchema(),
  q: z.string().trim().max(200),
  product: textSchema(100),
  edited_id: idSchema(),
  copy_of: idSchema(),
})

/** The order form; its button for more empty lines sends more_lines, and nothing is saved. */
const withMoreLines = z.object({ ...orderForm.shape, more_lines: z.unknown() })

function unlessMoreLines(more: unknown): void {
  if (more !== '' && more !== undefined) throw new ValidationErrors([])
}

export const orderRoutes = [
  get('/orders', { permission: 'orders.see' }, ({ person, context }) => orderListPage(context.parameters, person)),

  ...listExportRoutes(orderLineList, { export: 'orders.export', title: 'orders.title_page' }),

  get('/orders/new', { permission: 'orders.create', query: newQuery }, ({ person, query }) =>
    newOrderPage(person, query),
  ),

  post(
    '/orders',
    { permission: 'orders.create', form: withMoreLines, onInvalid: orderFormRefused },
    async ({ input: { more_lines, ...input }, person }) => {
      unlessMoreLines(more_lines)
      return redirect(`/orders/${await createOrder(input, person)}`, 'orders.created')
    },
  ),

  get('/orders/:id', { permission: 'orders.see', load: findOrder }, ({ record, person, context }) =>
    orderPage({ order: record, person, context }),
  ),

  get('/orders/:id/edit', { permission: 'orders.edit', load: findOrder }, ({ record, person }) =>
    editOrderPage(record, person),
  ),

  post(
    '/orders/:id',
    {
      permission: 'orders.edit',
      load: findOrder,
      form: withMoreLines,
      toFormValues: orderFormValues,
      shownAt: shownByHistory('orders'),
      onInvalid: orderFormRefused,
    },
    async ({ record, input: { more_lines, ...input }, person }) => {
      unlessMoreLines(more_lines)
      await saveOrder(record.id, input, person)
      return redirect(`/orders/${record.id}`, 'orders.saved')
    },
  ),

  get('/orders/:id/print', { permission: 'orders.see', load: findOrder }, ({ record }) => orderPaper(record)),

  post(
    '/orders/:id/confirm',
    { permission: 'orders.edit', load: findOrder, form: confirmForm, onInvalid: orderActionRefused('cancel') },
    async ({ record, input, person }) => {
      await confirmOrder(record.id, input.version, person)
      return redirect(`/orders/${record.id}`, 'orders.confirmed')
    },
  ),

  post(
    '/orders/:id/cancel',
    { permission: 'orders.edit', load: findOrder, form: reasonForm, onInvalid: orderActionRefused('cancel') },
    async ({ record, input, person }) => {
      await cancelOrder(record.id, input, person)
      return redirect(`/orders/${record.id}`, 'orders.cancelled')
    },
  ),

  ...fulfilmentRoutes,
]
