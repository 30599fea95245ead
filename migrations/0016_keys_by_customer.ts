import type { Migration } from '../src/database/schema.ts'

/** The keys of a customer lie beside each other, and stand in one index instead of two; customers by code have one already. */
export const keysByCustomer: Migration = {
  name: '0016_keys_by_customer',
  up({ clustered, index, run }) {
    run('alter table customer_keys rename to customer_keys_before')
    clustered(
      'customer_keys',
      `customer_id integer not null references customers (id) on delete cascade, kind text not null check (kind in ('phone', 'email', 'company', 'name_city')),
      key text not null, primary key (customer_id, kind, key)`,
    )
    run(
      'insert into customer_keys select customer_id, kind, key from customer_keys_before order by customer_id, kind, key',
    )
    run('drop table customer_keys_before')
    index('customer_keys_key', 'customer_keys (kind, key, customer_id)')
    run('drop index customers_code')
  },
}
