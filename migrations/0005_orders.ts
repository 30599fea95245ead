import type { Migration } from '../src/database/schema-builder.ts'

/**
 * Orders with lines, credit shares, shipments and payments. Amounts in minor units, quantities in thousandths,
 * discounts in hundredths of a percent. `credited_id` is the person with all the credit of an order; null if there are
 * several.
 */
export const orders: Migration = {
  name: '0005_orders',
  up({ table, index, denormalize, searchable }) {
    table(
      'orders',
      `id {id}, number text unique collate nocase, status text not null default 'draft' check (status in ('draft', 'confirmed', 'completed', 'cancelled')),
      customer_id integer not null references customers (id), owner_id integer not null references users (id), customer_owner_id integer references users (id), ordered_on text not null, due_on text,
      region text, opportunity_id integer, contract_number text, signed_on text, notes text, total integer not null default 0,
      shipping text not null default 'none' check (shipping in ('none', 'part', 'all')), payment text not null default 'none' check (payment in ('none', 'part', 'all')),
      paid integer not null default 0, version integer not null default 1, created_at text not null, created_by integer not null references users (id),
      confirmed_at text, cancelled_at text, search_text text not null, credited_id integer references users (id)`,
    )
    // Salespeople see their own orders and those of their customers; each of the two has an index that covers the
    // list's queries. Limit: a list's first page, 10 ms; 63 ms if the customers' owners are joined instead of copied.
    denormalize({
      table: 'orders',
      column: 'customer_owner_id',
      by: 'customer_id',
      from: 'customers',
      value: 'owner_id',
    })
    const listColumns = 'ordered_on, id, status, shipping, payment, due_on, total, paid, number'
    index('orders_owner_id', `orders (owner_id, ${listColumns})`)
    index('orders_customer_owner_id', `orders (customer_owner_id, ${listColumns}) where customer_owner_id <> owner_id`)
    index('orders_day', 'orders (ordered_on, id, status, shipping, payment, due_on)')
    index(
      'orders_customer_id',
      'orders (customer_id, ordered_on, id, status, total, paid, owner_id, customer_owner_id)',
    )
    index('orders_status', 'orders (status, ordered_on, id, shipping, payment)')
    index('orders_shipping', 'orders (shipping, ordered_on, id, status, payment)')
    index('orders_payment', 'orders (payment, ordered_on, id, status, shipping)')
    index('orders_total', 'orders (total, id)')
    index('orders_due_on', 'orders (due_on, id)')
    const unpaidCondition = "(status = 'confirmed' and payment <> 'all') is true"
    const toShipCondition = "(status = 'confirmed' and shipping <> 'all') is true"
    // Open orders are a small part of all; sums, counts and pages of them read only these indexes.
    index(
      'orders_due',
      `orders (due_on, id, ordered_on, owner_id, total, paid, status, shipping, payment) where ${unpaidCondition}`,
    )
    index('orders_to_ship', `orders (ordered_on, id, status, shipping, payment, due_on) where ${toShipCondition}`)
    index('orders_opportunity', 'orders (opportunity_id) where opportunity_id is not null')
    // The columns by which payment reports group and which they sum.
    const reportColumns = 'customer_id, owner_id, credited_id, region, due_on, total, paid, status'
    index('orders_receivable', `orders (ordered_on, id, ${reportColumns})`)
    index('orders_owed', `orders (ordered_on, id, ${reportColumns}, payment) where ${unpaidCondition}`)
    index('orders_credited', `orders (credited_id, ordered_on, id, ${reportColumns.replace('credited_id, ', '')})`)
    searchable('orders')
    table(
      'order_lines',
      `id {id}, order_id integer not null references orders (id) on delete cascade, position integer not null, product_id integer not null references products (id),
      quantity integer not null check (quantity > 0), unit_price integer not null, discount integer not null default 0 check (discount between 0 and 10000),
      amount integer not null, shipped integer not null default 0 check (shipped between 0 and quantity)`,
    )
    index('order_lines_order', 'order_lines (order_id, position)')
    index('order_lines_product', 'order_lines (product_id, order_id)')
    table(
      'order_credits',
      'order_id integer not null references orders (id) on delete cascade, user_id integer not null references users (id), percent integer not null check (percent between 1 and 100), primary key (order_id, user_id)',
    )
    table(
      'shipments',
      `id {id}, order_id integer not null references orders (id), shipped_on text not null, carrier text, tracking_number text,
      user_id integer not null references users (id), created_at text not null, reversed_at text, reversed_by integer references users (id), reason text`,
    )
    index('shipments_order', 'shipments (order_id, id)')
    table(
      'shipment_lines',
      'shipment_id integer not null references shipments (id), line_id integer not null references order_lines (id), quantity integer not null check (quantity > 0), primary key (shipment_id, line_id)',
    )
    index('shipment_lines_line', 'shipment_lines (line_id)')
    table(
      'payments',
      `id {id}, order_id integer not null references orders (id), paid_on text not null, amount integer not null check (amount > 0),
      kind text not null check (kind in ('payment', 'refund')), method text, reference text, note text,
      user_id integer not null references users (id), created_at text not null, reversed_at text, reversed_by integer references users (id), reason text`,
    )
    index('payments_order', 'payments (order_id, id)')
  },
}
