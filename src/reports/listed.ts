import { sql } from 'kysely'
import { reader } from '../database/database.ts'
import { inWorker } from '../jobs/pool.ts'
import { task } from '../jobs/task.ts'
import type { DayRange } from '../values/days.ts'
import { idsOf, type ListedOrders } from './facts.ts'

/** What the orders of a list come to before anything is added up. */
export interface Listed {
  orders: number
  /** Those that are not orders yet and count nothing. */
  drafts: number
  /** From the first to the last day on which any of them counts; null where none does. */
  days: DayRange | null
}

/** Looks the orders of a list through, in a worker. */
export const listedTask = task('reports.listed', async (listed: ListedOrders): Promise<Listed> => {
  const counted = await reader()
    .selectFrom('orders')
    .select(({ fn }) => [
      fn.countAll<number>().as('orders'),
      fn.sum<number | null>(sql`case when status = 'draft' then 1 else 0 end`).as('drafts'),
    ])
    .where('id', 'in', idsOf(listed))
    .executeTakeFirstOrThrow()
  const { from, to } = await reader()
    .selectFrom('facts')
    .select(({ fn }) => [fn.min<string | null>('on_day').as('from'), fn.max<string | null>('on_day').as('to')])
    .where('order_id', 'in', idsOf(listed))
    .executeTakeFirstOrThrow()
  return {
    orders: counted.orders,
    drafts: counted.drafts ?? 0,
    days: from === null || to === null ? null : { from, to },
  }
})

export const lookThrough = (listed: ListedOrders): Promise<Listed> => inWorker(listedTask, listed)
