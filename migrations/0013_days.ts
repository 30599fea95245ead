import type { Migration } from '../src/database/schema.ts'

/** Orders counted by their day, what is owed summed by the day it is due, and opportunities along the time they are expected in. */
export const days: Migration = {
  name: '0013_days',
  up({ clustered, index, summed }) {
    clustered('orders_by_day', 'ordered_on text not null, orders integer not null, primary key (ordered_on)')
    summed({
      from: 'orders',
      into: 'orders_by_day',
      key: { name: 'ordered_on', is: '{row}.ordered_on' },
      count: 'orders',
      sums: {},
      where: 'true',
      by: 'ordered_on',
    })
    clustered(
      'owed_by_day',
      'due_on text not null, orders integer not null, amount integer not null, primary key (due_on)',
    )
    summed({
      from: 'orders',
      into: 'owed_by_day',
      // What is due on no day stands under an empty one, as a key must.
      key: { name: 'due_on', is: "coalesce({row}.due_on, '')" },
      count: 'orders',
      sums: { amount: '{row}.total - {row}.paid' },
      where: "{row}.status || ' ' || {row}.payment in ('confirmed none', 'confirmed part')",
      by: 'status, payment, total, paid, due_on',
    })
    index('opportunities_expected_year', 'opportunities (substr(expected_close_on, 1, 4), touched_on, id)')
    index(
      'opportunities_expected_month',
      'opportunities (substr(expected_close_on, 1, 7), touched_on, id, expected_close_on)',
    )
  },
}
