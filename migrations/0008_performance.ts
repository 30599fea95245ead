import type { Migration } from '../src/database/schema.ts'

/**
 * What was collected, as it counts: a row for each payment or refund and each salesperson with a share of its order, in
 * minor units, refunds negative. A reversal writes the opposite on the same business day, a change of shares the opposite
 * and the new. And targets by salesperson and month: amounts in minor units, quantities in thousandths, orders counted,
 * conversion in hundredths of a percent.
 */
export const performance: Migration = {
  name: '0008_performance',
  up({ table, index, appendOnly }) {
    table(
      'collections',
      `id {id}, payment_id integer not null references payments (id), order_id integer not null references orders (id), on_day text not null, recorded_at text not null,
      customer_id integer not null references customers (id), user_id integer not null references users (id), amount integer not null`,
    )
    index('collections_user', 'collections (user_id, on_day, amount)')
    index('collections_day', 'collections (on_day, user_id, amount)')
    index('collections_order', 'collections (order_id)')
    appendOnly('collections')
    index('facts_user_figures', 'facts (user_id, on_day, amount, quantity)')
    index('facts_owner_figures', 'facts (owner_id, on_day, order_id, counted)')
    table(
      'targets',
      `user_id integer not null references users (id), month text not null, indicator text not null check (indicator in ('amount', 'quantity', 'orders', 'collected', 'conversion')),
      value integer not null check (value >= 0), primary key (user_id, month, indicator)`,
    )
    index('targets_month', 'targets (month, user_id)')
  },
}
