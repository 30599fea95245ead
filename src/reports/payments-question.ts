import type { z } from 'zod'
import type { Person } from '../access/person.ts'
import type { Key } from '../i18n/words.ts'
import { type Preset, presetRange } from '../values/periods.ts'
import { choice, text } from '../web/forms.ts'
import { ages } from './ageing.ts'
import { addressWith, salesQuery } from './question.ts'

export const paymentGroups = ['order', 'customer', 'salesperson'] as const
export type PaymentGroup = (typeof paymentGroups)[number]

/** Amounts of an order, in minor units. */
export const paymentMeasures = ['total', 'paid', 'owed', ...ages] as const
export type PaymentMeasure = (typeof paymentMeasures)[number]

/** One group of the report, by its key. */
export interface PaymentPlace {
  group: PaymentGroup
  key: string
}

/** What the report of payments is asked, as a worker is told it. */
export interface PaymentsAsked {
  /** Order dates; null is open. */
  from: string | null
  to: string | null
  group_by: PaymentGroup
  /** Whose orders. */
  owner_id: number | null
  customer_id: number | null
  region: string | null
  /** The day on which what is owed is so old. */
  today: string
}

/** What an address may say to the report of payments. */
export const paymentsQuery = salesQuery
  .pick({ preset: true, from: true, to: true, region: true, owner_id: true, customer_id: true })
  .extend({ group_by: choice(paymentGroups) })

/** The same with the place and the measure of a figure. */
export const paymentRecordsQuery = paymentsQuery.extend({
  key: text(200),
  measure: choice(paymentMeasures),
})

/** The question of an address: whole, whatever the address left out or got wrong. */
export interface PaymentsQuestion {
  asked: PaymentsAsked
  preset: Preset | null
  dropped: string[]
  notices: Key[]
}

/** Reads an address. Where it says no days, all orders count: what is owed is owed, however old. A salesperson's are their own. */
export function paymentsQuestion(
  said: z.output<typeof paymentsQuery>,
  unread: string[],
  today: string,
  person: Pick<Person, 'id' | 'role'>,
): PaymentsQuestion {
  const { preset, from, to, group_by, owner_id, customer_id, region } = said
  const all = person.role === 'manager'
  const theirs = !all && group_by === 'salesperson'
  const others = !all && owner_id !== null && owner_id !== person.id
  const chosen = from !== null || to !== null || preset === null
  const days = chosen ? { from, to } : presetRange(preset, today)
  const swapped = days.from !== null && days.to !== null && days.from > days.to
  return {
    asked: {
      ...(swapped ? { from: days.to, to: days.from } : days),
      group_by: group_by === null || theirs ? 'order' : group_by,
      owner_id: all ? owner_id : person.id,
      customer_id,
      region,
      today,
    },
    preset: chosen ? null : preset,
    dropped: [...unread, ...(theirs ? ['group_by'] : []), ...(others ? ['owner_id'] : [])],
    notices: swapped ? ['reports.swapped'] : [],
  }
}

/** The question as an address; `changed` replaces parameters, null takes one away. */
export function paymentsAddress(
  path: string,
  { asked, preset }: Pick<PaymentsQuestion, 'asked' | 'preset'>,
  changed: Record<string, string | number | null> = {},
): string {
  const { from, to, group_by, owner_id, customer_id, region } = asked
  return addressWith(path, {
    ...(preset ? { preset } : { from, to }),
    group_by: group_by === 'order' ? null : group_by,
    owner_id,
    customer_id,
    region,
    ...changed,
  })
}

/** The address of the orders behind a figure. */
export const paymentRecordsAddress = (asked: PaymentsAsked, measure: PaymentMeasure, key: string | null): string =>
  paymentsAddress('/reports/payments/records', { asked, preset: null }, { measure, key })
