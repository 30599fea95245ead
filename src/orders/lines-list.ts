import { reader } from '../database/database.ts'
import type { Row } from '../database/tables.ts'
import type { ListColumn } from '../lists/definition.ts'
import { listColumnsOfFields } from '../lists/field-columns.ts'
import { list } from '../lists/list.ts'
import { shortDecimal } from '../values/decimal.ts'
import { pricePlain } from '../web/field-schemas.ts'
import { orderFields } from './fields.ts'
import { orderConditions, orderFilters, orderHeads, orderSearch } from './list.ts'
import { lastPaidOn, shippedOn, visibleUnion } from './sql-conditions.ts'

type LineRow = Row<'orders'> &
  Pick<Row<'order_lines'>, 'quantity' | 'unit_price' | 'discount'> & {
    customer_code: string
    customer: string
    owner_username: string
    model: string
    shipped_on: string | null
    paid_on: string | null
  }

const {
  contract_number: _,
  signed_on: _signed,
  ordered_on,
  due_on,
  region,
  ...furtherCells
} = listColumnsOfFields(orderFields)

/** Columns of the CSV, which the order import reads: the further fields of an order are the last ones. */
export const lineCells = {
  number: { label: 'orders.number', csv: ({ number }) => ({ text: number }) },
  customer_code: { label: 'orders.customer_code', csv: ({ customer_code }) => ({ text: customer_code }) },
  customer: { label: 'orders.customer_id', csv: ({ customer }) => ({ text: customer }) },
  owner: { label: 'orders.owner_id', csv: ({ owner_username }) => ({ text: owner_username }) },
  ordered_on,
  due_on,
  region,
  status: { label: 'orders.status', csv: ({ status }) => ({ plain: status }) },
  product_model: { label: 'orders.product_model', csv: ({ model }) => ({ text: model }) },
  quantity: { label: 'orders.quantity', csv: ({ quantity }) => ({ plain: shortDecimal(quantity, 3) }) },
  unit_price: { label: 'orders.unit_price', csv: ({ unit_price }) => ({ plain: pricePlain(unit_price) }) },
  discount_percent: { label: 'orders.discount_percent', csv: ({ discount }) => ({ plain: shortDecimal(discount, 2) }) },
  shipped_on: { label: 'orders.shipped_on', csv: ({ shipped_on }) => ({ plain: shipped_on }) },
  paid_on: { label: 'orders.import_paid_on', csv: ({ paid_on }) => ({ plain: paid_on }) },
  paid_amount: {
    label: 'orders.import_paid_amount',
    csv: ({ paid }) => ({ plain: paid > 0 ? pricePlain(paid) : null }),
  },
  ...furtherCells,
} satisfies Record<string, Omit<ListColumn<LineRow>, 'name'>>

const headOf = (name: string) => orderHeads.find((head) => head.name === name)

/** The lines of the listed orders as CSV, in the list's sort order; the order import reads it. */
export const orderLineList = list({
  name: 'order_lines',
  path: '/orders',
  search: orderSearch,
  filters: orderFilters,
  from: () =>
    reader()
      .selectFrom('orders')
      .innerJoin('customers', 'customers.id', 'orders.customer_id')
      .innerJoin('users', 'users.id', 'orders.owner_id')
      .innerJoin('order_lines', 'order_lines.order_id', 'orders.id')
      .innerJoin('products', 'products.id', 'order_lines.product_id'),
  visible: visibleUnion,
  where: (is, values) =>
    orderConditions((column, operator, value) => is(column as 'orders.status', operator, value as 'draft'), values),
  select: (query) =>
    query
      .selectAll('orders')
      .select(['order_lines.quantity', 'unit_price', 'discount', 'products.model', 'users.username as owner_username'])
      .select(({ fn }) => [
        'customers.code as customer_code',
        fn.coalesce('customers.company', 'customers.name', 'customers.code').as('customer'),
        shippedOn().as('shipped_on'),
        lastPaidOn().as('paid_on'),
      ]),
  columns: [
    ...Object.entries(lineCells).map(([name, cell]): ListColumn<LineRow> => ({ ...headOf(name), name, ...cell })),
    ...orderHeads
      .filter(({ name }) => !(name in lineCells))
      .map((head): ListColumn<LineRow> => ({ ...head, hidden: true })),
  ],
  sort: '-ordered_on',
  id: 'order_lines.id',
})
