import type { Migration } from '../src/database/schema.ts'

/** Orders along the people credited with them, by whom payments are summed; what several share comes first or last. */
export const credited: Migration = {
  name: '0012_credited',
  up({ index, run }) {
    index(
      'orders_credited',
      'orders (credited_id, ordered_on, id, status, total, paid, owner_id, customer_id, region, due_on)',
    )
    // It serves what the one of shared orders alone did.
    run('drop index orders_shared')
  },
}
