import type { Migration } from '../src/database/schema.ts'

/**
 * What reports add up: a row for each confirmed line and each salesperson with a share of it. A change writes the opposite
 * and the new; a cancellation is a negative on its own day. `order_sign` is 1, -1 in a row that takes one back,
 * 0 where goods come back and the order stays one.
 *
 * Collections are what was collected, as it counts: a row for each payment or refund and each salesperson with a share of
 * its order, in minor units, refunds negative. A reversal writes the opposite on the same business day, a change of shares
 * the opposite and the new.
 *
 * Every act that writes facts or collections keeps their sums beside them. `orders` is 1 for an order that counts in a row
 * of sales_facts_by_order, and stands with its owner; -1 where it ceased to.
 */
export const facts: Migration = {
  name: '0006_facts',
  up({ table, withoutRowid: clustered, index, appendOnly }) {
    table(
      'sales_facts',
      `id {id}, kind text not null check (kind in ('sale', 'return', 'cancellation')), order_id integer not null references orders (id), line_id integer not null,
      on_day text not null, week text not null, recorded_at text not null, customer_id integer not null references customers (id), owner_id integer not null references users (id),
      user_id integer not null references users (id), region text, product_id integer not null references products (id), category text, source text,
      quantity integer not null, amount integer not null, order_sign integer not null check (order_sign in (-1, 0, 1))`,
    )
    // Holds all that a report groups by and adds up, so that no report reads the table itself.
    index(
      'sales_facts_day',
      'sales_facts (on_day, order_id, user_id, owner_id, quantity, amount, order_sign, product_id, customer_id, region, category, source, week)',
    )
    index('sales_facts_customer', 'sales_facts (customer_id, on_day)')
    index('sales_facts_order', 'sales_facts (order_id)')
    index('sales_facts_product', 'sales_facts (product_id, on_day)')
    appendOnly('sales_facts')
    index('sales_facts_user_figures', 'sales_facts (user_id, on_day, amount, quantity)')
    index('sales_facts_owner_figures', 'sales_facts (owner_id, on_day, order_id, order_sign)')
    table(
      'collections',
      `id {id}, payment_id integer not null references payments (id), order_id integer not null references orders (id), on_day text not null, recorded_at text not null,
      customer_id integer not null references customers (id), user_id integer not null references users (id), amount integer not null`,
    )
    index('collections_user', 'collections (user_id, on_day, amount)')
    index('collections_day', 'collections (on_day, user_id, amount)')
    index('collections_order', 'collections (order_id)')
    appendOnly('collections')
    table(
      'sales_facts_by_order',
      `id {id}, order_id integer not null references orders (id), on_day text not null, week text not null, customer_id integer not null references customers (id),
      owner_id integer not null references users (id), user_id integer not null references users (id), region text, source text,
      quantity integer not null, amount integer not null, orders integer not null check (orders in (-1, 0, 1))`,
    )
    clustered(
      'sales_facts_by_product',
      `on_day text not null, product_id integer not null references products (id), week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, product_id)`,
    )
    clustered(
      'sales_facts_by_category',
      `on_day text not null, category text not null, week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, category)`,
    )
    clustered(
      'sales_facts_by_month',
      `month text not null, user_id integer not null references users (id),
      quantity integer not null, amount integer not null, orders integer not null, primary key (month, user_id)`,
    )
    clustered(
      'collections_by_month',
      `month text not null, user_id integer not null references users (id), amount integer not null, primary key (month, user_id)`,
    )
    // Holds all that a report groups by and adds up, so that none reads the table itself.
    index(
      'sales_facts_by_order_day',
      'sales_facts_by_order (on_day, order_id, user_id, owner_id, quantity, amount, orders, customer_id, region, source, week)',
    )
    index('sales_facts_by_order_order', 'sales_facts_by_order (order_id)')
  },
}
