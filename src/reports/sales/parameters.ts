import { z } from 'zod'
import type { MessageKey } from '../../i18n/messages.ts'
import { listUrlParameters } from '../../lists/parameters.ts'
import { orderList } from '../../orders/list.ts'
import { type Comparison, comparedRange, comparisons } from '../../values/date-presets.ts'
import { type DayRange, daysBetween, type Period, periodStart } from '../../values/days.ts'
import { choiceSchema, idSchema, textSchema } from '../../web/field-schemas.ts'
import { chosenDates, dateRangeParameters, orderedRange, presetParameters } from '../date-range.ts'
import { addressWith } from '../engine/build-url.ts'
import type { Changes, ReportParameters, ReportRequest } from '../engine/definition.ts'
import { isPeriodGrouping, periods } from '../engine/period-names.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import type { Filters, GroupKey } from './filter-conditions.ts'

/** The measures that are summed; the average order is computed from two of them. */
export const salesMeasureNames = ['amount', 'quantity', 'orders'] as const
/** One summed measure. */
export type SalesMeasure = (typeof salesMeasureNames)[number]

/** The report's parameters; sent to workers. */
export interface SalesParameters extends Filters, DayRange {
  group_by: Dimension
  then_by: Dimension | null
  measure: SalesMeasure
  compare: Comparison | null
  /** The days compared with; null without a comparison. */
  compared: DayRange | null
}

/** The parsed parameters of the sales report. */
export type SalesRequest = ReportParameters<SalesParameters>

/** Schema of the URL's parameters. */
export const salesQuery = z.object({
  ...dateRangeParameters,
  group_by: choiceSchema(dimensions),
  then_by: choiceSchema(dimensions),
  measure: choiceSchema(salesMeasureNames),
  region: textSchema(200),
  product: textSchema(200),
  category: textSchema(200),
  owner_id: idSchema(),
  customer_id: idSchema(),
  compare: choiceSchema(comparisons),
})

/** Parses a URL; without dates it is this year until today. */
export function parseSalesParameters(
  query: z.output<typeof salesQuery>,
  { ignoredParams, today }: Pick<ReportRequest, 'ignoredParams' | 'today'>,
): SalesRequest {
  const { preset: _, whole, from, to, group_by, then_by, measure, ...rest } = query
  const isDated = query.preset !== null || from !== null || to !== null
  const { preset, ...dates } = chosenDates(isDated ? query : { ...query, preset: defaultPreset }, today)
  const range = completeRange(dates.from, dates.to, today)
  const { days, notices } = orderedRange(range.from, range.to)
  const compared = rest.compare && comparedRange(days, rest.compare, preset)
  const groups = chooseGroupings(group_by ?? 'month', then_by, days)
  return {
    params: { ...days, ...rest, compared, orders: null, ...groups.params, measure: measure ?? 'amount' },
    preset,
    ignoredParams: [...ignoredParams, ...groups.ignoredParams],
    notices: [...notices, ...groups.notices],
  }
}

const defaultPreset = 'this_year'

/** Completes a range with one date missing: until today, or from the start of that year. */
function completeRange(from: string | null, to: string | null, today: string): DayRange {
  if (from !== null) return { from, to: to ?? (from > today ? from : today) }
  const until = to ?? today
  return { from: periodStart(until, 'year'), to: until }
}

/**
 * The groupings for these dates, with periods lengthened if needed. A second grouping equal to the first is dropped.
 */
function chooseGroupings(first: Dimension, second: Dimension | null, days: DayRange) {
  const [group_by, then_by] = [widenPeriod(first, days), second && widenPeriod(second, days)]
  const notices: MessageKey[] = group_by !== first || then_by !== second ? ['reports.period_widened'] : []
  return then_by === group_by
    ? { params: { group_by, then_by: null }, ignoredParams: ['then_by'], notices }
    : { params: { group_by, then_by }, ignoredParams: [], notices }
}

const maxDays: Record<Period, number> = { day: 1_100, week: 7_700, month: 33_000, quarter: 99_000, year: 400_000 }

/** Replaces a period by a longer one if the range has too many of them to read. */
function widenPeriod(dimension: Dimension, { from, to }: DayRange): Dimension {
  if (!isPeriodGrouping(dimension) || daysBetween(from, to) <= maxDays[dimension]) return dimension
  return periods.find((period) => daysBetween(from, to) <= maxDays[period]) ?? 'year'
}

/** Paths of the report and of its records: over all sales, or over the orders of a list. */
export const salesReportPaths = ({ orders }: Pick<SalesParameters, 'orders'>) =>
  orders
    ? { report: '/orders/analysis', records: '/orders/analysis/records' }
    : { report: '/reports/sales', records: '/reports/records' }

/** The filters as URL parameters; for listed orders these are the list's parameters. */
export function salesFilterParameters({
  orders,
  region,
  product,
  category,
  owner_id,
  customer_id,
}: SalesParameters): Changes {
  return orders ? listUrlParameters(orderList, orders.question) : { region, product, category, owner_id, customer_id }
}

/** The URL of the order list whose orders are counted. */
export const countedOrderListUrl = (params: SalesParameters): string =>
  addressWith('/orders', salesFilterParameters(params))

/** The URL of a page with these parameters; default values are left out. */
export function salesReportUrl(
  path: string,
  { params, preset }: Pick<SalesRequest, 'params' | 'preset'>,
  changes: Changes = {},
): string {
  const { from, to, group_by, then_by, measure, compare, orders } = params
  const presetDays = preset && { ...presetParameters(preset), ...(preset.name === defaultPreset && { preset: null }) }
  return addressWith(path, {
    ...(orders ? {} : (presetDays ?? { from, to })),
    ...salesFilterParameters(params),
    group_by: group_by === 'month' ? null : group_by,
    then_by,
    compare,
    measure: measure === 'amount' ? null : measure,
    ...changes,
  })
}

/** The URL of the facts behind a figure, by measure, dates and group keys. An empty key means facts without a value. */
export function salesRecordsUrl(
  params: SalesParameters,
  measure: SalesMeasure,
  days: DayRange,
  places: readonly GroupKey[],
): string {
  const keys = places.map(({ dimension, key }) => [dimension === params.group_by ? 'key' : 'then_key', key ?? ''])
  const question = { params: { ...params, ...days, measure, compare: null, compared: null }, preset: null }
  return salesReportUrl(salesReportPaths(params).records, question, Object.fromEntries(keys))
}
