import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { dialect } from '../database/database.ts'
import { isOwed } from '../orders/terms.ts'
import { type Share, splitByShares } from '../values/money.ts'
import { type Age, ageOn, ages } from './ageing.ts'
import type { PaymentMeasure, PaymentPlace, PaymentsAsked } from './payments-question.ts'

/** What an order or a group of orders comes to, in minor units. */
export interface Amounts {
  total: number
  paid: number
  owed: number
}

/** Amounts of which what is owed is of one age. */
interface Aged extends Amounts {
  age: Age
}

/** All measures of a group; the ages sum to what is owed. */
export type Standing = Record<PaymentMeasure, number>

/** Which orders: those of a question, of a place in it, and those to which a measure applies. */
export interface PaymentsNarrowing {
  asked: PaymentsAsked
  place: PaymentPlace | null
  measure: PaymentMeasure | null
}

/** The condition under which an order is among those asked. */
export function receivable({ asked, place, measure }: PaymentsNarrowing): RawBuilder<SqlBool> {
  const { from, to, owner_id, customer_id, region, today } = asked
  const conditions = [
    // Nearly all are: an index of the status alone would be read only to look each up in the table.
    sql`orders.status || '' in ('confirmed', 'completed')`,
    from !== null && sql`orders.ordered_on >= ${from}`,
    to !== null && sql`orders.ordered_on <= ${to}`,
    owner_id !== null && sql`orders.owner_id = ${owner_id}`,
    customer_id !== null && sql`orders.customer_id = ${customer_id}`,
    region !== null && sql`orders.region = ${region}`,
    place !== null && at(place),
    measure === 'paid' && paidTo(place),
    measure !== null && measure !== 'total' && measure !== 'paid' && isOwed(),
    ages.some((age) => age === measure) && sql`${ageOn(today)} = ${measure}`,
  ].filter((one) => one !== false)
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

function at({ group, key }: PaymentPlace): RawBuilder<SqlBool> {
  if (group === 'order') return sql`orders.number = ${key}`
  if (group === 'customer') return sql`orders.customer_id in (select id from customers where code = ${key})`
  return sql`exists (select 1 from order_credits as theirs
    where theirs.order_id = orders.id and theirs.user_id = (select id from users where username = ${key}))`
}

/** Something of what was paid is kept, by whoever is asked for: refunds can leave two people a cent apart where all was paid back. */
const paidTo = (place: PaymentPlace | null): RawBuilder<SqlBool> =>
  place?.group === 'salesperson'
    ? sql<SqlBool>`(select coalesce(sum(amount), 0) from collections where collections.order_id = orders.id
        and collections.user_id = (select id from users where username = ${place.key})) <> 0`
    : sql<SqlBool>`orders.paid <> 0`

/** An order's shares as one text, 3:60,7:40, so that a row holds them. */
export const sharesSaid = () =>
  sql<string>`coalesce((select ${dialect().joined(sql`user_id || ':' || percent`)} from order_credits where order_id = orders.id), '')`

/** What was collected on an order, in the same way: 3:600,7:400,3:-100, in minor units. */
export const collectedSaid = () =>
  sql<string>`coalesce((select ${dialect().joined(sql`user_id || ':' || amount`)} from collections where order_id = orders.id), '')`

const pairs = (said: string): [number, number][] =>
  said
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [id = 0, value = 0] = pair.split(':').map(Number)
      return [id, value]
    })

export const sharesRead = (said: string): Share[] => pairs(said).map(([id, percent]) => ({ id, percent }))

/** Among whom an order's amounts are divided, as a row says it. */
export interface Divided {
  owner_id: number
  shares: string
  collected: string
}

/**
 * An order's amounts by the people credited with it; their parts sum to each amount. What was paid is what was collected for
 * each, payment by payment, as performance has it: it is written down, not divided again.
 */
export function shared({ total, owed }: Amounts, { owner_id, shares, collected }: Divided): Map<number, Amounts> {
  const [totals, debts] = [total, owed].map((amount) => splitByShares(amount, sharesRead(shares), owner_id))
  const paid = new Map<number, number>()
  for (const [id, amount] of pairs(collected)) paid.set(id, (paid.get(id) ?? 0) + amount)
  const people = new Set([...(totals?.keys() ?? []), ...paid.keys()])
  return new Map(
    [...people].map((id) => [id, { total: totals?.get(id) ?? 0, paid: paid.get(id) ?? 0, owed: debts?.get(id) ?? 0 }]),
  )
}

/** What nothing comes to. */
export const nothing: Standing = {
  total: 0,
  paid: 0,
  owed: 0,
  not_due: 0,
  days_1_30: 0,
  days_31_60: 0,
  days_61_90: 0,
  over_90: 0,
}

/** A standing with this added. */
export const added = (standing: Standing, { age, total, paid, owed }: Aged): Standing => ({
  ...standing,
  total: standing.total + total,
  paid: standing.paid + paid,
  owed: standing.owed + owed,
  [age]: standing[age] + owed,
})
