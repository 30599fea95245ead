import type { Migration } from '../src/database/schema.ts'

/** An order counts by the sign of what is counted of it. */
const sign = 'case when sum(counted) > 0 then 1 when sum(counted) < 0 then -1 else 0 end'

/** A text that may be missing is part of a key as an empty one. */
const products = (column: string, key: string): string =>
  `select on_day, ${column}, week, sum(quantity), sum(amount), sum(orders) from (
    select on_day, ${key} as ${column}, week, sum(quantity) as quantity, sum(amount) as amount, ${sign} as orders
    from facts group by on_day, ${key}, week, order_id
  ) as of_orders group by on_day, ${column}, week`

/**
 * Facts and collections summed, so that what reports and performance read grows with orders, days and months instead of
 * with lines. Every act that writes facts keeps them: each is the sum of what each order's facts come to. `orders` is 1
 * for an order that counts in a row of facts_by_order, and stands with its owner; -1 where it ceased to.
 */
export const sums: Migration = {
  name: '0010_sums',
  up({ table, index, run, clustered, column }) {
    table(
      'facts_by_order',
      `id {id}, order_id integer not null references orders (id), on_day text not null, week text not null, customer_id integer not null references customers (id),
      owner_id integer not null references users (id), user_id integer not null references users (id), region text, source text,
      quantity integer not null, amount integer not null, orders integer not null check (orders in (-1, 0, 1))`,
    )
    clustered(
      'facts_by_product',
      `on_day text not null, product_id integer not null references products (id), week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, product_id)`,
    )
    clustered(
      'facts_by_category',
      `on_day text not null, category text not null, week text not null,
      quantity integer not null, amount integer not null, orders integer not null, primary key (on_day, category)`,
    )
    clustered(
      'facts_by_month',
      `month text not null, user_id integer not null references users (id),
      quantity integer not null, amount integer not null, orders integer not null, primary key (month, user_id)`,
    )
    clustered(
      'collections_by_month',
      `month text not null, user_id integer not null references users (id), amount integer not null, primary key (month, user_id)`,
    )
    run(`insert into facts_by_order (order_id, on_day, week, customer_id, owner_id, user_id, region, source, quantity, amount, orders)
      select order_id, on_day, week, customer_id, owner_id, user_id, region, source, sum(quantity), sum(amount),
        case when owner_id = user_id then ${sign} else 0 end
      from facts group by order_id, on_day, week, customer_id, owner_id, user_id, region, source`)
    run(
      `insert into facts_by_product (on_day, product_id, week, quantity, amount, orders) ${products('product_id', 'product_id')}`,
    )
    run(
      `insert into facts_by_category (on_day, category, week, quantity, amount, orders) ${products('category', "coalesce(category, '')")}`,
    )
    run(`insert into facts_by_month (month, user_id, quantity, amount, orders)
      select substr(on_day, 1, 7), user_id, sum(quantity), sum(amount), sum(orders) from facts_by_order group by substr(on_day, 1, 7), user_id`)
    run(`insert into collections_by_month (month, user_id, amount)
      select substr(on_day, 1, 7), user_id, sum(amount) from collections group by substr(on_day, 1, 7), user_id`)
    // Holds all that a report groups by and adds up, so that none reads the table itself.
    index(
      'facts_by_order_day',
      'facts_by_order (on_day, order_id, user_id, owner_id, quantity, amount, orders, customer_id, region, source, week)',
    )
    index('facts_by_order_order', 'facts_by_order (order_id)')
    index('facts_by_order_user', 'facts_by_order (user_id, on_day)')
    // The one person who is credited with all of an order; of few orders are there several.
    column('orders', 'credited_id', 'integer references users (id)')
    run(
      `update orders set credited_id = (select user_id from order_credits where order_id = orders.id and percent = 100)`,
    )
    index(
      'orders_receivable',
      'orders (ordered_on, id, customer_id, owner_id, credited_id, region, status, due_on, total, paid)',
    )
    // In place of what was like it and held less.
    run('drop index orders_unpaid')
    const unpaid = "status || ' ' || payment in ('confirmed none', 'confirmed part')"
    index(
      'orders_owed',
      `orders (ordered_on, id, customer_id, owner_id, credited_id, region, due_on, total, paid, status, payment) where ${unpaid}`,
    )
    index('orders_shared', 'orders (ordered_on, id) where credited_id is null')
  },
}
