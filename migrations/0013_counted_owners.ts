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
    // The columns by which payment reports group and which they sum; odd cents are the counted owner's.
    const reportColumns = 'customer_id, owner_id, credited_id, region, due_on, total, paid, status, counted_owner_id'
    const unpaidCondition = "(status = 'confirmed' and payment <> 'all') is true"
    for (const name of ['orders_receivable', 'orders_owed', 'orders_credited']) dropIndex(name)
    index('orders_receivable', `orders (ordered_on, id, ${reportColumns})`)
    index('orders_owed', `orders (ordered_on, id, ${reportColumns}, payment) where ${unpaidCondition}`)
    index('orders_credited', `orders (credited_id, ordered_on, id, ${reportColumns.replace('credited_id, ', '')})`)
    column('opportunities', 'counted_owner_id integer references users (id)')
    fill('opportunities', 'counted_owner_id', 'owner_id', 'closed_on is not null')
    dropIndex('opportunities_closed_on')
    index('opportunities_closed_on', 'opportunities (closed_on, counted_owner_id, stage) where closed_on is not null')
    index('opportunities_counted', 'opportunities (counted_owner_id, closed_on, stage) where closed_on is not null')
  },
}
