import { type Expression, type SqlBool, sql } from 'kysely'
import { everybody } from '../accounts/repository.ts'
import { customerName } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import { fieldNames, fieldsWhere } from '../fields/definition.ts'
import { today } from '../i18n/format.ts'
import type { FilterValues, ListColumn, SearchDefinition } from '../lists/definition.ts'
import { columnsWithRemainingFields } from '../lists/field-columns.ts'
import { choiceFilter, dayFilter, hiddenTextFilter, personFilter, recordIdFilter } from '../lists/filter-kinds.ts'
import { list } from '../lists/list.ts'
import { orderFields } from './fields.ts'
import { amountDue, hasProduct, isConfirmed, isOverdue, isToShip, isUnpaid, visibleUnion } from './sql-conditions.ts'

export const orderStatuses = ['draft', 'confirmed', 'completed', 'cancelled'] as const

/** 'placed': confirmed or completed, as reports count orders. */
const statusFilters = [...orderStatuses, 'placed'] as const

/** 'open': confirmed and not completely shipped or paid. */
const progressStates = ['open', 'none', 'part', 'all'] as const

export const orderFilters = {
  status: choiceFilter('orders.status', statusFilters, (status) => `orders.status_${status}` as const),
  shipping: choiceFilter('orders.shipping', progressStates, (stand) => `orders.shipping_${stand}` as const),
  payment: choiceFilter('orders.payment', progressStates, (stand) => `orders.payment_${stand}` as const),
  overdue: choiceFilter('orders.overdue', ['1'], () => 'orders.overdue_1'),
  owner_id: personFilter('orders.owner_id', everybody),
  customer_id: recordIdFilter('orders.customer_id', customerName),
  product: hiddenTextFilter('orders.product_model'),
  from: dayFilter('orders.from'),
  to: dayFilter('orders.to'),
}

/** The conditions of the filters, for the lists of orders and of their lines. */
export function orderConditions(
  is: (column: string, operator: '=' | '>=' | '<=', value: unknown) => Expression<SqlBool>,
  values: FilterValues<typeof orderFilters>,
): (Expression<SqlBool> | false | null)[] {
  const { status, shipping, payment, overdue, owner_id, customer_id, product, from, to } = values
  const where = (column: string, operator: '=' | '>=' | '<=', value: unknown) =>
    value !== null && is(column, operator, value)
  return [
    status === 'placed' ? isConfirmed() : where('orders.status', '=', status),
    shipping === 'open' ? isToShip() : where('orders.shipping', '=', shipping),
    payment === 'open' ? isUnpaid() : where('orders.payment', '=', payment),
    overdue !== null && isOverdue(today()),
    where('orders.owner_id', '=', owner_id),
    where('orders.customer_id', '=', customer_id),
    product !== null && hasProduct(product),
    where('orders.ordered_on', '>=', from),
    where('orders.ordered_on', '<=', to),
  ]
}

/** Columns of the list; its CSV can be sorted by the same. */
export const orderHeads: ListColumn<unknown>[] = [
  { name: 'number', label: 'orders.number', sortBy: 'orders.number', descends: true },
  { name: 'customer', label: 'orders.customer_id' },
  { name: 'ordered_on', label: 'orders.ordered_on', sortBy: 'orders.ordered_on', descends: true, numeric: true },
  { name: 'status', label: 'orders.status' },
  { name: 'shipping', label: 'orders.shipping' },
  { name: 'payment', label: 'orders.payment' },
  { name: 'total', label: 'orders.total', sortBy: 'orders.total', descends: true, numeric: true },
  { name: 'owed', label: 'orders.outstanding', numeric: true },
  { name: 'due_on', label: 'orders.due_on', sortBy: 'orders.due_on', numeric: true },
  { name: 'owner', label: 'orders.owner_id' },
]

/** Search by order number or text, for orders and their lines. */
export const orderSearch: SearchDefinition = {
  table: 'orders',
  owner: 'orders.owner_id',
  exact: (query) => sql<SqlBool>`orders.number = ${query}`,
}

const listedFields = fieldsWhere(orderFields, ({ listed }) => listed === true)

/** Columns of a row. */
export const orderColumns = [
  'id',
  'number',
  'status',
  'shipping',
  'payment',
  'total',
  'paid',
  'customer_id',
  'owner_id',
  'contract_number',
  ...(fieldNames(listedFields) as ('ordered_on' | 'due_on')[]),
] as const

/** The orders a person may see, newest first. */
export const orderList = list({
  name: 'orders',
  path: '/orders',
  search: orderSearch,
  filters: orderFilters,
  from: () => reader().selectFrom('orders'),
  visible: visibleUnion,
  where: (is, values) =>
    orderConditions((column, operator, value) => is(column as 'orders.status', operator, value as 'draft'), values),
  select: (query) =>
    query
      // Customer and owner always exist; left joins make the planner scan orders first, in sort order.
      .leftJoin('customers', 'customers.id', 'orders.customer_id')
      .leftJoin('users', 'users.id', 'orders.owner_id')
      .select(orderColumns.map((column) => `orders.${column}` as const))
      .select(['customers.name', 'customers.company', 'users.name as owner', amountDue().as('owed')])
      .$narrowType<{ owner: string }>(),
  columns: columnsWithRemainingFields(orderHeads, listedFields),
  sort: '-ordered_on',
  id: 'orders.id',
})
