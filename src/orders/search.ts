import { type SqlBool, sql } from 'kysely'
import { calledOf } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import { finder } from '../lists/finder.ts'
import { visibleParts } from './terms.ts'

const states = {
  draft: { label: 'orders.status_draft', icon: 'circle-dotted', tone: '' },
  confirmed: { label: 'orders.status_confirmed', icon: 'circle-half-2', tone: '' },
  completed: { label: 'orders.status_completed', icon: 'circle-check', tone: 'good' },
  cancelled: { label: 'orders.status_cancelled', icon: 'circle-x', tone: '' },
} as const

/** Orders in the search of everything: a number before the rest, then the newest first. */
export const orderFinder = finder({
  table: 'orders',
  label: 'orders.title_page',
  icon: 'file-invoice',
  may: 'orders.see',
  path: '/orders',
  visible: visibleParts,
  own: ({ role }) => role !== 'manager',
  order: sql`ordered_on desc, id desc`,
  by: 'ordered_on',
  exact: (query) => sql<SqlBool>`orders.number = ${query}`,
  async hits(ids) {
    const rows = await reader()
      .selectFrom('orders')
      .innerJoin('customers', 'customers.id', 'orders.customer_id')
      .select(['orders.id', 'orders.number', 'orders.status', 'orders.ordered_on', 'orders.total'])
      .select(['orders.contract_number', 'customers.name', 'customers.company'])
      .where('orders.id', 'in', ids)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      href: `/orders/${row.id}`,
      title: row.number ? { text: row.number } : { key: 'orders.draft_number', values: { id: row.id } },
      detail: [row.company ?? calledOf(row), row.contract_number],
      state: states[row.status],
      day: row.ordered_on,
      amount: row.total,
    }))
  },
})
