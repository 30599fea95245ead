import type { Migration } from '../src/database/schema-builder.ts'

/**
 * For whom a confirmed order and a closed opportunity count: their owner at confirmation, and at winning or losing; null
 * before. Whoever gets the record later does not get the count.
 */
export const countedOwners: Migration = {
  name: '0013_counted_owners',
  up({ column, fill, index, dropIndex }) {
    column('orders', 'counted_owner_id integer references users (id)')
    fill('orders', 'counted_owner_id', 'owner_id', 'confirmed_at is not null')
    column('opportunities', 'counted_owner_id integer references users (id)')
    fill('opportunities', 'counted_owner_id', 'owner_id', 'closed_on is not null')
    dropIndex('opportunities_closed_on')
    index('opportunities_closed_on', 'opportunities (closed_on, counted_owner_id, stage) where closed_on is not null')
    index('opportunities_counted', 'opportunities (counted_owner_id, closed_on, stage) where closed_on is not null')
  },
}
