import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { isConfirmed, isUnpaid } from '../../orders/sql-conditions.ts'
import { addDays } from '../../values/days.ts'
import { groupRecordIdSubquery } from '../engine/group-names.ts'
import { conditionsJoinedByAnd, optionalEqualsCondition } from '../engine/sql-conditions.ts'
import type { Age, PaymentGroup, PaymentMeasure, PaymentsParameters } from './parameters.ts'

/** One group of the report, by its key. */
export interface PaymentPlace {
  group: PaymentGroup
  key: string
}

/** Selects orders by the parameters, a group, and the measure they count for. */
export interface PaymentFilters {
  params: PaymentsParameters
  place: PaymentPlace | null
  measure: PaymentMeasure | null
}

/** SQL condition for the orders that match. */
export function matchesPaymentFilters({ params, place, measure }: PaymentFilters): RawBuilder<SqlBool> {
  const { from, to, owner_id, customer_id, region, settled, today } = params
  return conditionsJoinedByAnd([
    settled ? sql`${isConfirmed()}` : sql`${isUnpaid()}`,
    from === null ? null : sql`orders.ordered_on >= ${from}`,
    to === null ? null : sql`orders.ordered_on <= ${to}`,
    optionalEqualsCondition('orders.owner_id', owner_id),
    optionalEqualsCondition('orders.customer_id', customer_id),
    optionalEqualsCondition('orders.region', region),
    place && isInGroup(place),
    isCounted(measure, place, today),
  ])
}

/** SQL condition: the measure is not 0 for this order; null if all orders count. */
function isCounted(measure: PaymentMeasure | null, place: PaymentPlace | null, today: string) {
  if (measure === null || measure === 'total') return null
  if (measure === 'paid') return isPaid(place)
  return measure === 'owed' ? sql`${isUnpaid()}` : sql`${isUnpaid()} and ${ageBracketExpression(today)} = ${measure}`
}

function isInGroup({ group, key }: PaymentPlace): RawBuilder<SqlBool> {
  if (group === 'order') return sql`orders.number = ${key}`
  if (group === 'customer') return sql`orders.customer_id in ${groupRecordIdSubquery('customer', key)}`
  return sql`exists (select 1 from order_credits as theirs
    where theirs.order_id = orders.id and theirs.user_id = ${groupRecordIdSubquery('salesperson', key)})`
}

/**
 * The order's paid amount is not 0; for a salesperson, what was collected for them. After a full refund two people can
 * still be a cent apart, one plus and one minus.
 */
const isPaid = (place: PaymentPlace | null): RawBuilder<SqlBool> =>
  place?.group === 'salesperson'
    ? sql<SqlBool>`${orderAmountCollectedFor(place.key)} <> 0`
    : sql<SqlBool>`orders.paid <> 0`

/**
 * What was collected on an order for a salesperson. Sums the stored collections: dividing again could round
 * differently.
 */
export const orderAmountCollectedFor = (username: string): RawBuilder<number> =>
  sql`(select coalesce(sum(amount), 0) from collections
    where collections.order_id = orders.id and collections.user_id = ${groupRecordIdSubquery('salesperson', username)})`

/** The age bracket of the amount due, by `due_on`. */
export const ageBracketExpression = (today: string): RawBuilder<Age> => sql<Age>`case
  when due_on is null or due_on >= ${today} then 'not_due'
  when due_on >= ${addDays(today, -30)} then 'days_1_30'
  when due_on >= ${addDays(today, -60)} then 'days_31_60'
  when due_on >= ${addDays(today, -90)} then 'days_61_90'
  else 'over_90' end`
