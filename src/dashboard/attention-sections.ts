import type { Person } from '../access/person.ts'
import {
  countStale,
  type DueOpportunity,
  staleOpportunities,
  withoutNextStep,
} from '../opportunities/due/due-repository.ts'
import { amountDueTotals, unpaidOrdersOf } from '../orders/ledger/receivables-repository.ts'
import { daysBetween } from '../values/days.ts'
import type { StaleProps, UnpaidProps } from './views.ts'

const mostOpportunities = 6
const mostOrders = 8

/** Opportunities that nobody looks after: first those neglected the longest, then those without a next step. */
export async function staleSection(person: Person, today: string): Promise<StaleProps> {
  const [neglected, aimless, count] = await Promise.all([
    staleOpportunities(person, mostOpportunities),
    withoutNextStep(person, mostOpportunities),
    countStale(person),
  ])
  const more = aimless.filter(({ id }) => !neglected.some((one) => one.id === id))
  const opportunities = [
    ...neglected.map((one) => ({ ...one, ...staleReason(one, today) })),
    ...more.map((one) => ({ ...one, why: 'no_next_step' as const, days: 0 })),
  ]
  return { all: person.role === 'manager', count, opportunities: opportunities.slice(0, mostOpportunities) }
}

/** An expected date that is past says more than silence. */
function staleReason({ expected_close_on, last_update_on }: DueOpportunity, today: string) {
  const past = expected_close_on !== null && expected_close_on < today
  return past
    ? { why: 'past_date' as const, days: daysBetween(expected_close_on, today) }
    : { why: 'untouched' as const, days: daysBetween(last_update_on, today) }
}

/** Orders that still owe, those overdue the longest first. */
export async function unpaidSection(person: Person, today: string): Promise<UnpaidProps> {
  const [orders, sums] = await Promise.all([unpaidOrdersOf(person, mostOrders), amountDueTotals(person, today)])
  return {
    all: person.role === 'manager',
    sums,
    orders: orders.map((order) => ({
      ...order,
      days: order.due_on === null ? 0 : daysBetween(today, order.due_on),
    })),
  }
}
