import type { Migration } from '../src/database/schema-builder.ts'

/**
 * Targets by salesperson and month: amounts in minor units, quantities in thousandths, orders as a count, conversion in
 * hundredths of a percent.
 */
export const performance: Migration = {
  name: '0008_performance',
  up({ table, index }) {
    table(
      'targets',
      `user_id integer not null references users (id), month text not null, indicator text not null check (indicator in ('amount', 'quantity', 'orders', 'collected', 'conversion')),
      value integer not null check (value >= 0), primary key (user_id, month, indicator)`,
    )
    index('targets_month', 'targets (month, user_id)')
  },
}
