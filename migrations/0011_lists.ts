import type { Migration } from '../src/database/schema.ts'

/** What long lists are walked along: a product's orders by their day, and open opportunities by their last update. */
export const lists: Migration = {
  name: '0011_lists',
  up({ column, copied, index, run }) {
    column('order_lines', 'order_day', 'text')
    run(
      'update order_lines set order_day = (select orders.ordered_on from orders where orders.id = order_lines.order_id)',
    )
    copied({ table: 'order_lines', column: 'order_day', by: 'order_id', from: 'orders', value: 'ordered_on' })
    // It serves what the one without the day did.
    run('drop index order_lines_product')
    index('order_lines_product_day', 'order_lines (product_id, order_day, order_id)')
    index('opportunities_open', 'opportunities (touched_on, id, neglected_on) where neglected_on is not null')
  },
}
