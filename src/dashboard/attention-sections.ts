import type { Person } from '../access/person.ts'
import {
  countStale,
  type DueOpportunity,
  staleOpportunities,
  withoutNextStep,
} from '../opportunities/due/needs-attention-repository.ts'
import { amountDueTotals, unpaidOrdersForViewer } from '../orders/ledger/receivables-repository.ts'
import { daysBetween } from '../values/days.ts'
import type { StaleProps, UnpaidProps } from './view-props.ts'

const maxOpportunities = 6
const maxOrders = 8

/** Opportunities that need attention: stale ones, longest first, then those without a next step. */
export async function staleSection(person: Person, today: string): Promise<StaleProps> {
  const [neglected, aimless, count] = await Promise.all([
    staleOpportunities(person, maxOpportunities),
    withoutNextStep(person, maxOpportunities),
    countStale(person),
  ])
  const more = aimless.filter(({ id }) => !neglected.some((one) => one.id === id))
  const opportunities = [
    ...neglected.map((one) => ({ ...one, ...staleReason(one, today) })),
    ...more.map((one) => ({ ...one, why: 'no_next_step' as const, days: 0 })),
  ]
  return { all: person.role === 'manager', count, opportunities: opportunities.slice(0, maxOpportunities) }
}

/** A past expected date is the stronger reason than missing updates. */
function staleReason({ expected_close_on, last_update_on }: DueOpportunity, today: string) {
  const past = expected_close_on !== null && expected_close_on < today
  return past
    ? { why: 'past_date' as const, days: daysBetween(expected_close_on, today) }
    : { why: 'untouched' as const, days: daysBetween(last_update_on, today) }
}

/** Orders with an amount due, most overdue first. */
export async function unpaidSection(person: Person, today: string): Promise<UnpaidProps> {
  const [orders, sums] = await Promise.all([unpaidOrdersForViewer(person, maxOrders), amountDueTotals(person, today)])
  return {
    all: person.role === 'manager',
    sums,
    orders: orders.map((order) => ({
      ...order,
      days: order.due_on === null ? 0 : daysBetween(today, order.due_on),
    })),
  }
}
