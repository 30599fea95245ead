import { sql } from 'kysely'
import { reader } from '../../database/database.ts'
import { task } from '../../jobs/task.ts'
import type { DayRange } from '../../values/days.ts'
import { type ListedOrders, orderIdsOf, showsAll } from '../sales/filters.ts'

/** What the orders of a list come to before anything is added up. */
export interface ScannedOrders {
  orders: number
  /** Those that are not orders yet and count nothing. */
  drafts: number
  /** From the first to the last day on which any of them counts; null where none does. */
  days: DayRange | null
}

/** What the orders of a list come to; they are looked through in a worker. */
export const scanOrdersTask = task('reports.listed', async (listed: ListedOrders): Promise<ScannedOrders> => {
  const { status } = listed.question.filter
  const drafts = { ...listed, question: { ...listed.question, filter: { ...listed.question.filter, status: 'draft' } } }
  return {
    orders: await counted(listed),
    drafts: status === null || status === 'draft' ? await counted(drafts) : 0,
    days: await daysOf(listed),
  }
})

async function counted(listed: ListedOrders): Promise<number> {
  const counting = sql<{ count: number }>`select count(*) as count from ${orderIdsOf(listed)} as listed`
  return Number((await counting.execute(reader())).rows[0]?.count)
}

async function daysOf(listed: ListedOrders): Promise<DayRange | null> {
  const { from, to } = await reader()
    .selectFrom('sales_facts_by_order')
    .select(({ fn }) => [fn.min<string | null>('on_day').as('from'), fn.max<string | null>('on_day').as('to')])
    .$if(!showsAll(listed), (query) => query.where('order_id', 'in', orderIdsOf(listed)))
    .executeTakeFirstOrThrow()
  return from === null || to === null ? null : { from, to }
}
