import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { SumTable } from '../../database/sum-table.ts'
import type { Tables } from '../../database/tables.ts'
import { today } from '../../i18n/format.ts'
import { asksOnly, type Counted } from '../../lists/counted.ts'
import { isOwed } from '../terms.ts'

/** What the database keeps of orders' days by itself, whatever writes orders: as a check makes it anew. */
export const dayTables: SumTable[] = [
  {
    name: 'orders_by_day',
    keys: ['ordered_on'],
    measures: ['orders'],
    rows: () => sql`select ordered_on, count(*) as orders from orders group by ordered_on`,
  },
  {
    name: 'owed_by_day',
    keys: ['due_on'],
    measures: ['orders', 'amount'],
    // What is due on no day stands under an empty one, as a key must.
    rows: () => sql`select coalesce(due_on, '') as due_on, count(*) as orders, sum(total - paid) as amount
      from orders where ${isOwed()} group by coalesce(due_on, '')`,
  },
]

const owed = expressionBuilder<Tables, 'owed_by_day'>()

/** The rows of owed_by_day of what was due before a business day: that of no day stands under an empty one. */
export const dueBefore = (day: string): Expression<SqlBool> =>
  owed.and([owed('due_on', '<>', ''), owed('due_on', '<', day)])

const made = expressionBuilder<Tables, 'orders_by_day'>()

/** Where the number of all orders, of those of some days, of what is owed or overdue is kept; null for anything else. */
export function countedOrders(
  asked: Record<string, unknown> & Record<'from' | 'to' | 'payment' | 'overdue', string | null>,
): Counted | null {
  const { from, to, payment, overdue } = asked
  if (asksOnly(asked, 'from', 'to')) {
    const since = from === null ? [] : [made('orders_by_day.ordered_on', '>=', from)]
    const until = to === null ? [] : [made('orders_by_day.ordered_on', '<=', to)]
    const along = { sort: 'ordered_on', place: 'ordered_on' }
    return { table: 'orders_by_day', number: 'orders', where: made.and([...since, ...until]), along }
  }
  if (asksOnly(asked, 'overdue') && overdue !== null)
    return { table: 'owed_by_day', number: 'orders', where: dueBefore(today()) }
  return asksOnly(asked, 'payment') && payment === 'open' ? { table: 'owed_by_day', number: 'orders' } : null
}
