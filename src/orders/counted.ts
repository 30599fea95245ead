import { expressionBuilder } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { today } from '../i18n/format.ts'
import { asksOnly, type Counted } from '../lists/counted.ts'
import { dueBefore } from './days-repository.ts'

const is = expressionBuilder<Tables, 'orders_by_day'>()

/** Where the number of all orders, of those of some days, of what is owed or overdue is kept; null for anything else. */
export function countedOrders(
  asked: Record<string, unknown> & Record<'from' | 'to' | 'payment' | 'overdue', string | null>,
): Counted | null {
  const { from, to, payment, overdue } = asked
  if (asksOnly(asked, 'from', 'to')) {
    const since = from === null ? [] : [is('orders_by_day.ordered_on', '>=', from)]
    const until = to === null ? [] : [is('orders_by_day.ordered_on', '<=', to)]
    const along = { sort: 'ordered_on', place: 'ordered_on' }
    return { table: 'orders_by_day', number: 'orders', where: is.and([...since, ...until]), along }
  }
  if (asksOnly(asked, 'overdue') && overdue !== null)
    return { table: 'owed_by_day', number: 'orders', where: dueBefore(today()) }
  return asksOnly(asked, 'payment') && payment === 'open' ? { table: 'owed_by_day', number: 'orders' } : null
}
