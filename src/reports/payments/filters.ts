import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isUnpaid } from '../../orders/conditions.ts'
import { addDays } from '../../values/days.ts'
import { allConditions, equalsOrNull } from '../engine/conditions.ts'
import { idOf } from '../engine/group-records.ts'
import type { Age, PaymentGroup, PaymentMeasure, PaymentsAsked } from './parameters.ts'

/** One group of the report, by its key. */
export interface PaymentPlace {
  group: PaymentGroup
  key: string
}

/** Which orders: those of a question, of a place in it, and those to which a measure applies. */
export interface PaymentFilters {
  asked: PaymentsAsked
  place: PaymentPlace | null
  measure: PaymentMeasure | null
}

/** The condition under which an order is among those asked. */
export function matchesPaymentFilters({ asked, place, measure }: PaymentFilters): RawBuilder<SqlBool> {
  const { from, to, owner_id, customer_id, region, today } = asked
  return allConditions([
    sql`orders.status in ('confirmed', 'completed')`,
    from === null ? null : sql`orders.ordered_on >= ${from}`,
    to === null ? null : sql`orders.ordered_on <= ${to}`,
    equalsOrNull('orders.owner_id', owner_id),
    equalsOrNull('orders.customer_id', customer_id),
    equalsOrNull('orders.region', region),
    place && isAt(place),
    applies(measure, place, today),
  ])
}

/** Whether a measure is anything of an order. */
function applies(measure: PaymentMeasure | null, place: PaymentPlace | null, today: string) {
  if (measure === null || measure === 'total') return null
  if (measure === 'paid') return isPaid(place)
  return measure === 'owed' ? sql`${isUnpaid()}` : sql`${isUnpaid()} and ${ageOn(today)} = ${measure}`
}

function isAt({ group, key }: PaymentPlace): RawBuilder<SqlBool> {
  if (group === 'order') return sql`orders.number = ${key}`
  if (group === 'customer') return sql`orders.customer_id in ${idOf('customer', key)}`
  return sql`exists (select 1 from order_credits as theirs
    where theirs.order_id = orders.id and theirs.user_id = ${idOf('salesperson', key)})`
}

/** Something of what was paid is kept, by whoever is asked for: refunds can leave two people a cent apart where all was paid back. */
const isPaid = (place: PaymentPlace | null): RawBuilder<SqlBool> =>
  place?.group === 'salesperson' ? sql<SqlBool>`${collectedFor(place.key)} <> 0` : sql<SqlBool>`orders.paid <> 0`

/** What was collected on an order for a salesperson, payment by payment: it is written down, not divided again. */
export const collectedFor = (username: string): RawBuilder<number> =>
  sql`(select coalesce(sum(amount), 0) from collections
    where collections.order_id = orders.id and collections.user_id = ${idOf('salesperson', username)})`

/** The age of what is owed, by its `due_on`. */
export const ageOn = (today: string): RawBuilder<Age> => sql<Age>`case
  when due_on is null or due_on >= ${today} then 'not_due'
  when due_on >= ${addDays(today, -30)} then 'days_1_30'
  when due_on >= ${addDays(today, -60)} then 'days_31_60'
  when due_on >= ${addDays(today, -90)} then 'days_61_90'
  else 'over_90' end`
