import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import type { ChosenPreset } from '../../values/date-presets.ts'
import { choiceSchema } from '../../web/field-schemas.ts'
import { chosenDates, orderedRange, presetParameters } from '../date-range.ts'
import { addressWith } from '../engine/build-url.ts'
import type { Changes, ReportParameters, ReportRequest } from '../engine/definition.ts'
import type { Grouping, ReportMeasure } from '../engine/result.ts'
import { salesQuery } from '../sales/parameters.ts'

const groups = ['order', 'customer', 'salesperson'] as const
/** What the report can be grouped by. */
export type PaymentGroup = (typeof groups)[number]

/** Age brackets: days since the due date. An order without a due date is not due. */
export const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const
/** One age bracket. */
export type Age = (typeof ages)[number]

/** The measures, in the order of columns; the age brackets add up to `owed`. */
export const paymentMeasures = ['total', 'paid', 'owed', ...ages] as const
/** One measure. */
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

/** A measure with its unit and label. */
export const paymentMeasureOf = (name: PaymentMeasure): ReportMeasure => ({ name, unit: 'money', label: labels[name] })

const groupLabels = {
  order: 'reports.order',
  customer: 'reports.customer',
  salesperson: 'reports.salesperson',
} as const

/** The groupings a role may choose. A salesperson sees only their own orders, so they can't group by salesperson. */
export const paymentGroupingsForRole = (role: Person['role']): Grouping[] =>
  groups.filter((group) => role === 'manager' || group !== 'salesperson').map(labelledPaymentGrouping)

/** A grouping with its label for table and file headers. */
export const labelledPaymentGrouping = (group: PaymentGroup): Grouping => ({ name: group, label: groupLabels[group] })

/** The report's parameters; sent to workers. */
export interface PaymentsParameters {
  /** Order dates, both included; null means no limit. */
  from: string | null
  to: string | null
  group_by: PaymentGroup
  /** Owner of the orders. */
  owner_id: number | null
  customer_id: number | null
  region: string | null
  /** Also orders that are paid in full; otherwise only those with an amount due. */
  settled: boolean
  /** The business date for which ages are computed. */
  today: string
}

/** The parsed parameters of the payments report. */
export type PaymentsRequest = ReportParameters<PaymentsParameters>

/** Schema of the URL's parameters. */
export const paymentsQuery = salesQuery
  .pick({ preset: true, whole: true, from: true, to: true, region: true, owner_id: true, customer_id: true })
  .extend({ group_by: choiceSchema(groups), settled: choiceSchema(['1']) })

/**
 * Parses a URL. By default it asks who owes: orders with an amount due by customer, of all dates, since a debt counts
 * however old. A salesperson sees only their own orders.
 */
export function parsePaymentsParameters(
  { group_by, owner_id, customer_id, region, settled, ...dates }: z.output<typeof paymentsQuery>,
  { person, ignoredParams, today }: ReportRequest,
): PaymentsRequest {
  const { from, to, preset } = chosenDates(dates, today)
  const { days, notices } = orderedRange(from, to)
  const orders = limitToPerson(group_by ?? 'customer', owner_id, person)
  return {
    params: { ...days, ...orders.params, customer_id, region, settled: settled !== null, today },
    preset,
    ignoredParams: [...ignoredParams, ...orders.ignoredParams],
    notices,
  }
}

/** Limits a salesperson to their own orders: other owners and grouping by salesperson are dropped. */
function limitToPerson(group_by: PaymentGroup, owner_id: number | null, { id, role }: Person) {
  if (role === 'manager') return { params: { group_by, owner_id }, ignoredParams: [] }
  const ignoredParams = group_by === 'salesperson' ? ['group_by'] : []
  return {
    params: { group_by: group_by === 'salesperson' ? ('customer' as const) : group_by, owner_id: id },
    ignoredParams: owner_id === null || owner_id === id ? ignoredParams : [...ignoredParams, 'owner_id'],
  }
}

/** The URL of a page with these parameters; default values are left out. */
export function paymentsReportUrl(
  path: string,
  { params, preset }: { params: PaymentsParameters; preset: ChosenPreset | null },
  changes: Changes = {},
): string {
  const { from, to, group_by, owner_id, customer_id, region, settled } = params
  return addressWith(path, {
    ...(preset ? presetParameters(preset) : { from, to }),
    group_by: group_by === 'customer' ? null : group_by,
    settled: settled ? 1 : null,
    owner_id,
    customer_id,
    region,
    ...changes,
  })
}

/** Path of the page of orders behind a figure. */
export const recordsPath = '/reports/payments/records'

/** The URL of the orders behind a figure. */
export const paymentRecordsUrl = (params: PaymentsParameters, measure: PaymentMeasure, key: string | null): string =>
  paymentsReportUrl(recordsPath, { params, preset: null }, { measure, key })
