import { addDays } from '../../src/values/days.ts'
import { periodKey } from '../../src/values/periods.ts'
import type { Fact } from './report-fixtures.ts'

/** A fact with the names of its records, for the oracle. */
export interface Known extends Fact {
  week: string
  keys: { product: string; salesperson: string; owner: string; customer: string }
}

/** A report's parameters as in its URL. */
export interface NaiveReportParameters {
  from: string
  to: string
  group_by: string
  then_by?: string
  compare?: 'previous' | 'last_year'
  region?: string
  product?: string
  category?: string
  owner_id?: number
  customer_id?: number
}

export interface Figures {
  amount: number
  quantity: number
  orders: number
}

const isPeriod = (group: string) => ['day', 'week', 'month', 'quarter', 'year'].includes(group)

/** A fact's key in a group; for a count of orders by salesperson, the owner. */
function keyOf(fact: Known, group: string, counting: boolean): string {
  if (isPeriod(group)) return periodKey(fact.on_day, group as 'day')
  if (group === 'product') return fact.keys.product
  if (group === 'customer') return fact.keys.customer
  if (group === 'salesperson') return counting ? fact.keys.owner : fact.keys.salesperson
  return fact[group as 'region' | 'category' | 'source'] ?? ''
}

/** All figures of a report, computed from raw facts in plain loops: group keys joined by a tab → figures. */
export function figuresOf(facts: Known[], params: NaiveReportParameters, groups: string[]): Map<string, Figures> {
  const found = new Map<string, Figures>()
  const at = (place: string) => {
    const there = found.get(place) ?? { amount: 0, quantity: 0, orders: 0 }
    found.set(place, there)
    return there
  }
  const counts = new Map<string, Map<number, number>>()
  for (const fact of facts) {
    if (fact.on_day < params.from || fact.on_day > params.to) continue
    if (params.region && fact.region !== params.region) continue
    if (params.category && fact.category !== params.category) continue
    if (params.product && fact.keys.product !== params.product) continue
    if (params.customer_id && fact.customer_id !== params.customer_id) continue
    if (!params.owner_id || fact.user_id === params.owner_id) {
      const figures = at(groups.map((group) => keyOf(fact, group, false)).join('\t'))
      figures.amount += fact.amount
      figures.quantity += fact.quantity
    }
    if (!params.owner_id || fact.owner_id === params.owner_id) {
      const place = groups.map((group) => keyOf(fact, group, true)).join('\t')
      const orders = counts.get(place) ?? new Map<number, number>()
      orders.set(fact.order_id, (orders.get(fact.order_id) ?? 0) + fact.order_sign)
      counts.set(place, orders)
    }
  }
  for (const [place, orders] of counts)
    for (const order_sign of orders.values()) at(place).orders += Math.sign(order_sign)
  return found
}

/** All periods of a range, found day by day. */
export function periodsOf({ from, to }: { from: string; to: string }, period: string): string[] {
  const keys: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const key = periodKey(day, period as 'day')
    if (!keys.includes(key)) keys.push(key)
  }
  return keys
}

/** Every day of a range. */
const daysOf = (from: string, to: string): string[] => periodsOf({ from, to }, 'day')

/** The days compared with entered dates: as many days before, or the same dates a year earlier. */
export function comparedDays({ from, to, compare }: NaiveReportParameters): { from: string; to: string } {
  if (compare === 'last_year') return { from: yearBefore(from), to: yearBefore(to) }
  return { from: addDays(from, -daysOf(from, to).length), to: addDays(from, -1) }
}

/** The same date a year earlier; of 29 February the 28th. */
export const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`

/** Amount ÷ orders in BigInt, halves rounded away from zero; empty if there are no orders. */
export function averageOf({ amount, orders }: Figures): string {
  if (orders <= 0) return ''
  const twice = BigInt(Math.abs(amount)) * 2n + BigInt(orders)
  return String((amount < 0 ? -1n : 1n) * (twice / (2n * BigInt(orders))))
}
