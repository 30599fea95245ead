import { type RawBuilder, sql } from 'kysely'
import type { MessageKey } from '../../i18n/messages.ts'
import { isPeriodKey, periodKey, periodRange } from '../../values/periods.ts'
import { isPeriodGrouping, periods } from '../engine/period-names.ts'
import type { Grouping } from '../engine/result.ts'

/** What sales can be grouped by; these names are used in URLs and CSV. */
export const dimensions = [...periods, 'region', 'product', 'category', 'salesperson', 'customer', 'source'] as const
/** One of the dimensions. */
export type Dimension = (typeof dimensions)[number]

const labels: Record<Dimension, MessageKey> = {
  day: 'reports.day',
  week: 'reports.week',
  month: 'reports.month',
  quarter: 'reports.quarter',
  year: 'reports.year',
  region: 'reports.region',
  product: 'reports.product',
  category: 'reports.category',
  salesperson: 'reports.salesperson',
  customer: 'reports.customer',
  source: 'reports.source',
}

/** A dimension with its label for table and file headers. */
export const labelledSalesGrouping = (dimension: Dimension): Grouping => ({ name: dimension, label: labels[dimension] })

/** The SQL expression to group facts by: a record's id, or a text that is '' if there is no value. */
export function groupExpression(dimension: Dimension): RawBuilder<string | number> {
  switch (dimension) {
    case 'day':
    case 'week':
      return sql.ref(dimension === 'day' ? 'on_day' : 'week')
    case 'month':
      return sql`substr(on_day, 1, 7)`
    case 'quarter':
      return sql`substr(on_day, 1, 4) || '-Q' || ((cast(substr(on_day, 6, 2) as integer) + 2) / 3)`
    case 'year':
      return sql`substr(on_day, 1, 4)`
    case 'product':
      return sql.ref('product_id')
    case 'customer':
      return sql.ref('customer_id')
    case 'salesperson':
      return sql.ref('user_id')
    default:
      return sql`coalesce(${sql.ref(dimension)}, '')`
  }
}

/** Whether a text is a valid group key. */
export function isGroupKey(dimension: Dimension, key: string): boolean {
  if (isPeriodGrouping(dimension)) return isPeriodKey(key) && periodKey(periodRange(key).from, dimension) === key
  return key !== '' || ['region', 'category', 'source'].includes(dimension)
}
