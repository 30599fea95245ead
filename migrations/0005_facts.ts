import type { Migration } from '../src/database/schema.ts'

/**
 * What reports add up: a row for each confirmed line and each salesperson with a share of it. A change writes the opposite
 * and the new; a cancellation is a negative on its own day. `counted` is 1, -1 in a row that takes one back,
 * 0 where goods come back and the order stays one.
 */
export const facts: Migration = {
  name: '0005_facts',
  up({ table, index, appendOnly }) {
    table(
      'facts',
      `id {id}, kind text not null check (kind in ('sale', 'return', 'cancellation')), order_id integer not null references orders (id), line_id integer not null,
      on_day text not null, week text not null, recorded_at text not null, customer_id integer not null references customers (id), owner_id integer not null references users (id),
      user_id integer not null references users (id), region text, product_id integer not null references products (id), category text, source text,
      quantity integer not null, amount integer not null, counted integer not null check (counted in (-1, 0, 1))`,
    )
    // Holds all that a report groups by and adds up, so that no report reads the table itself.
    index(
      'facts_day',
      'facts (on_day, order_id, user_id, owner_id, quantity, amount, counted, product_id, customer_id, region, category, source, week)',
    )
    index('facts_customer', 'facts (customer_id, on_day)')
    index('facts_order', 'facts (order_id)')
    index('facts_product', 'facts (product_id, on_day)')
    appendOnly('facts')
  },
}
