import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { task } from '../../jobs/declare-task.ts'
import type { DayRange } from '../../values/days.ts'
import { type ListedOrders, listedOrdersSubquery, listsEveryOrder } from '../sales/filter-conditions.ts'

/** Counts and date range of the listed orders, read before anything is summed. */
export interface ScannedOrders {
  orders: number
  /** Drafts among them; they are not orders yet, so reports leave them out. */
  drafts: number
  /** First and last business date on which any of them counts; null if none does. */
  days: DayRange | null
}

/** Counts the listed orders and finds their date range, in a worker. */
export const scanOrdersTask = task('reports.listed', async (listed: ListedOrders): Promise<ScannedOrders> => {
  const { status } = listed.question.filter
  const drafts = { ...listed, question: { ...listed.question, filter: { ...listed.question.filter, status: 'draft' } } }
  return {
    orders: await countOrders(listed),
    drafts: status === null || status === 'draft' ? await countOrders(drafts) : 0,
    days: await dateRangeOf(listed),
  }
})

async function countOrders(listed: ListedOrders): Promise<number> {
  const query = sql<{ count: number }>`select count(*) as count from ${listedOrdersSubquery(listed)} as listed`
  return Number((await query.execute(reader())).rows[0]?.count)
}

async function dateRangeOf(listed: ListedOrders): Promise<DayRange | null> {
  const { from, to } = await reader()
    .selectFrom('sales_facts_by_order')
    .select(({ fn }) => [fn.min<string | null>('on_day').as('from'), fn.max<string | null>('on_day').as('to')])
    .$if(!listsEveryOrder(listed), (query) => query.where('order_id', 'in', listedOrdersSubquery(listed)))
    .executeTakeFirstOrThrow()
  return from === null || to === null ? null : { from, to }
}
