import type { Migration } from '../src/database/schema-builder.ts'

/**
 * Sales facts: a row per confirmed order line and credited salesperson. A change adds the reversal of the old row and
 * a new row; a cancellation adds a negative row on its own day. `order_sign` is 1, -1 in a reversal, and 0 for a
 * return of goods, which leaves the order counted.
 *
 * Collections: a row per payment or refund and credited salesperson, in minor units, refunds negative. A reversal adds
 * the opposite row on the same business date; a change of shares adds the opposite and a new row.
 *
 * Every action that writes facts or collections also updates their aggregates. In sales_facts_by_order, `orders` is 1
 * in a row in which an order counts for its owner, and -1 where it no longer does.
 */
export const facts: Migration = {
  name: '0006_facts',
  up({ table, withoutRowid, index, appendOnly }) {
    table(
      'sales_facts',
      `id {id}, kind text not null check (kind in ('sale', 'return', 'cancellation')), order_id integer not null references orders (id), line_id integer not null,
      on_day text not null, week text not null, recorded_at text not null, customer_id integer not null references customers (id), owner_id integer not null references users (id),
      user_id integer not null references users (id), region text, product_id integer not null references products (id), category text, source text,
      quantity integer not null, amount integer not null, order_sign integer not null check (order_sign in (-1, 0, 1))`,
    )
    // Covers all columns that reports group by and sum, so that they read only the index.
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
    withoutRowid(
      'sales_facts_by_product',
      `on_day text not null, product_id integer not null references products (id), week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, product_id)`,
    )
    withoutRowid(
      'sales_facts_by_category',
      `on_day text not null, category text not null, week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, category)`,
    )
    withoutRowid(
      'sales_facts_by_month',
      `month text not null, user_id integer not null references users (id),
      quantity integer not null, amount integer not null, orders integer not null, primary key (month, user_id)`,
    )
    withoutRowid(
      'collections_by_month',
      `month text not null, user_id integer not null references users (id), amount integer not null, primary key (month, user_id)`,
    )
    // Covers all columns that reports group by and sum, so that they read only the index.
    index(
      'sales_facts_by_order_day',
      'sales_facts_by_order (on_day, order_id, user_id, owner_id, quantity, amount, orders, customer_id, region, source, week)',
    )
    index('sales_facts_by_order_order', 'sales_facts_by_order (order_id)')
  },
}
