import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { SumTable } from '../database/sum-table.ts'
import type { Tables } from '../database/tables.ts'
import { isOwed } from './terms.ts'

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
