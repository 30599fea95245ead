import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { type Preset, presetRange } from '../../values/periods.ts'
import { choiceField } from '../../web/forms.ts'
import { addressWith } from '../engine/address.ts'
import type { Changes, ReportParameters, ReportRequest } from '../engine/definition.ts'
import { inOrder } from '../engine/periods.ts'
import type { Grouping, ReportMeasure } from '../engine/result.ts'
import { salesQuery } from '../sales/parameters.ts'

const groups = ['order', 'customer', 'salesperson'] as const
export type PaymentGroup = (typeof groups)[number]

/** How many days what is owed is past the day it was due on; without a due date it is not due. */
export const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const
export type Age = (typeof ages)[number]

export const paymentMeasures = ['total', 'paid', 'owed', ...ages] as const
export type PaymentMeasure = (typeof paymentMeasures)[number]

const labels = {
  total: 'reports.total',
  paid: 'reports.paid',
  owed: 'reports.outstanding',
  not_due: 'reports.not_due',
  days_1_30: 'reports.days_1_30',
  days_31_60: 'reports.days_31_60',
  days_61_90: 'reports.days_61_90',
  over_90: 'reports.over_90',
} as const

/** A measure with its unit and its word. */
export const measureOf = (name: PaymentMeasure): ReportMeasure => ({ name, unit: 'money', label: labels[name] })

const groupLabels = {
  order: 'reports.order',
  customer: 'reports.customer',
  salesperson: 'reports.salesperson',
} as const

/** What payments can be grouped by; a salesperson's orders are their own. */
export const groupingsFor = (role: Person['role']): Grouping[] =>
  groups.filter((group) => role === 'manager' || group !== 'salesperson').map(paymentGroupingOf)

/** A group with its word, as tables and files head it. */
export const paymentGroupingOf = (group: PaymentGroup): Grouping => ({ name: group, label: groupLabels[group] })

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

export type PaymentsQuestion = ReportParameters<PaymentsAsked>

/** What an address may say to the report of payments. */
export const paymentsQuery = salesQuery
  .pick({ preset: true, from: true, to: true, region: true, owner_id: true, customer_id: true })
  .extend({ group_by: choiceField(groups) })

/** Reads an address. Where it says no days, all orders count: what is owed is owed, however old. A salesperson's are their own. */
export function parsePaymentsParameters(
  { preset, from, to, group_by, owner_id, customer_id, region }: z.output<typeof paymentsQuery>,
  { person, dropped, today }: ReportRequest,
): PaymentsQuestion {
  const chosen = from !== null || to !== null || preset === null
  const range = chosen ? { from, to } : presetRange(preset, today)
  const { days, notices } = inOrder(range.from, range.to)
  const orders = permitted(group_by ?? 'order', owner_id, person)
  return {
    asked: { ...days, ...orders.asked, customer_id, region, today },
    preset: chosen ? null : preset,
    dropped: [...dropped, ...orders.dropped],
    notices,
  }
}

/** A salesperson's orders are their own: neither another owner nor a division among salespeople is theirs to ask for. */
function permitted(group_by: PaymentGroup, owner_id: number | null, { id, role }: Person) {
  if (role === 'manager') return { asked: { group_by, owner_id }, dropped: [] }
  const dropped = group_by === 'salesperson' ? ['group_by'] : []
  return {
    asked: { group_by: group_by === 'salesperson' ? ('order' as const) : group_by, owner_id: id },
    dropped: owner_id === null || owner_id === id ? dropped : [...dropped, 'owner_id'],
  }
}

/** The question as an address. */
export function paymentsUrl(
  path: string,
  { asked, preset }: { asked: PaymentsAsked; preset: Preset | null },
  changes: Changes = {},
): string {
  const { from, to, group_by, owner_id, customer_id, region } = asked
  return addressWith(path, {
    ...(preset ? { preset } : { from, to }),
    group_by: group_by === 'order' ? null : group_by,
    owner_id,
    customer_id,
    region,
    ...changes,
  })
}

export const recordsPath = '/reports/payments/records'

/** The address of the orders behind a figure. */
export const paymentRecordsUrl = (asked: PaymentsAsked, measure: PaymentMeasure, key: string | null): string =>
  paymentsUrl(recordsPath, { asked, preset: null }, { measure, key })
