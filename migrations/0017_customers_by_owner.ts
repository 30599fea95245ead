import type { Migration } from '../src/database/schema.ts'

/** How many customers of the book each person has, so that nobody counts a hundred thousand for a deep page. */
export const customersByOwner: Migration = {
  name: '0017_customers_by_owner',
  up({ clustered, summed }) {
    clustered('customers_by_owner', 'owner_id integer not null, customers integer not null, primary key (owner_id)')
    summed({
      from: 'customers',
      into: 'customers_by_owner',
      key: { name: 'owner_id', is: '{row}.owner_id' },
      count: 'customers',
      sums: {},
      where: '{row}.merged_into is null',
      by: 'owner_id, merged_into',
    })
  },
}
