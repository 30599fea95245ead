import { z } from 'zod'
import type { MessageKey } from '../../i18n/messages.ts'
import { listParameters } from '../../lists/parameters.ts'
import { orderList } from '../../orders/list.ts'
import { type DayRange, daysBetween, type Period, startOf } from '../../values/days.ts'
import { lastYearRange, periodsIn, presetRange, presets, previousRange } from '../../values/periods.ts'
import { choiceField, dayField, idField, textField } from '../../web/forms.ts'
import { addressWith } from '../engine/address.ts'
import type { Changes, ReportParameters, ReportRequest } from '../engine/definition.ts'
import { inOrder, isPeriod, periods } from '../engine/periods.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import type { Filters, GroupKey } from './filters.ts'

export const salesMeasureNames = ['amount', 'quantity', 'orders'] as const
export type SalesMeasure = (typeof salesMeasureNames)[number]

const comparisons = ['previous', 'last_year'] as const

/** What the sales report is asked, as a worker is told it. */
export interface SalesAsked extends Filters, DayRange {
  group_by: Dimension
  then_by: Dimension | null
  measure: SalesMeasure
  compare: (typeof comparisons)[number] | null
}

export type SalesQuestion = ReportParameters<SalesAsked>

/** What an address may say to the sales report. */
export const salesQuery = z.object({
  preset: choiceField(presets),
  from: dayField(),
  to: dayField(),
  group_by: choiceField(dimensions),
  then_by: choiceField(dimensions),
  measure: choiceField(salesMeasureNames),
  region: textField(200),
  product: textField(200),
  category: textField(200),
  owner_id: idField(),
  customer_id: idField(),
  compare: choiceField(comparisons),
})

/** Reads an address as a question; where it says no days, this year's. */
export function parseSalesParameters(
  said: z.output<typeof salesQuery>,
  { dropped, today }: Pick<ReportRequest, 'dropped' | 'today'>,
): SalesQuestion {
  const { preset, from, to, group_by, then_by, measure, ...rest } = said
  const chosen = from !== null || to !== null
  const range = chosen ? completed(from, to, today) : presetRange(preset ?? 'this_year', today)
  const { days, notices } = inOrder(range.from, range.to)
  const groups = groupsOf(group_by ?? 'month', then_by, days)
  return {
    asked: { ...days, ...rest, orders: null, ...groups.asked, measure: measure ?? 'amount' },
    preset: chosen ? null : (preset ?? 'this_year'),
    dropped: [...dropped, ...groups.dropped],
    notices: [...notices, ...groups.notices],
  }
}

/** One day alone: from it until today, or from that year's beginning until it. */
function completed(from: string | null, to: string | null, today: string): DayRange {
  if (from !== null) return { from, to: to ?? (from > today ? from : today) }
  const until = to ?? today
  return { from: startOf(until, 'year'), to: until }
}

/** What is grouped by over these days, periods as long as can be read; nothing is divided by itself. */
function groupsOf(first: Dimension, second: Dimension | null, days: DayRange) {
  const [group_by, then_by] = [coarse(first, days), second && coarse(second, days)]
  const notices: MessageKey[] = group_by !== first || then_by !== second ? ['reports.period_widened'] : []
  return then_by === group_by
    ? { asked: { group_by, then_by: null }, dropped: ['then_by'], notices }
    : { asked: { group_by, then_by }, dropped: [], notices }
}

const longest: Record<Period, number> = { day: 1_100, week: 7_700, month: 33_000, quarter: 99_000, year: 400_000 }

/** Too many periods for anybody to read become longer ones. */
function coarse(dimension: Dimension, { from, to }: DayRange): Dimension {
  if (!isPeriod(dimension) || daysBetween(from, to) <= longest[dimension]) return dimension
  return periods.find((period) => daysBetween(from, to) <= longest[period]) ?? 'year'
}

/** The days compared with. */
export const comparedDays = ({ compare, from, to }: SalesAsked): DayRange | null =>
  compare && (compare === 'previous' ? previousRange({ from, to }) : lastYearRange({ from, to }))

/** Each period of a question, and by its position the one that it is compared with; null where there is none. */
export function pairedPeriods(asked: SalesAsked, dimension: Dimension): Map<string, string | null> {
  if (!isPeriod(dimension)) return new Map()
  const then = comparedDays(asked)
  const others = then ? periodsIn(then, dimension) : []
  return new Map(periodsIn(asked, dimension).map((own, index) => [own, others[index] ?? null]))
}

/** Where a report and the records behind it stand: of all sales, or of the orders that a list shows. */
export const pathsOf = ({ orders }: Pick<SalesAsked, 'orders'>) =>
  orders
    ? { report: '/orders/analysis', records: '/orders/analysis/records' }
    : { report: '/reports/sales', records: '/reports/records' }

/** What narrows a report, as its address says it; of listed orders it is what the list's says. */
export function filtersOf({ orders, region, product, category, owner_id, customer_id }: SalesAsked): Changes {
  return orders ? listParameters(orderList, orders.question) : { region, product, category, owner_id, customer_id }
}

/** The list whose orders are counted. */
export const ordersReportUrl = (asked: SalesAsked): string => addressWith('/orders', filtersOf(asked))

/** The question as an address; what an empty address means is left out. */
export function salesUrl(
  path: string,
  { asked, preset }: Pick<SalesQuestion, 'asked' | 'preset'>,
  changes: Changes = {},
): string {
  const { from, to, group_by, then_by, measure, compare, orders } = asked
  const days: Changes = preset ? { preset: preset === 'this_year' ? null : preset } : { from, to }
  return addressWith(path, {
    ...(orders ? {} : days),
    ...filtersOf(asked),
    group_by: group_by === 'month' ? null : group_by,
    then_by,
    compare,
    measure: measure === 'amount' ? null : measure,
    ...changes,
  })
}

/** The address of the facts behind a figure: its measure, its days and its place. An empty key is that of those without. */
export function salesRecordsUrl(
  asked: SalesAsked,
  measure: SalesMeasure,
  days: DayRange,
  places: readonly GroupKey[],
): string {
  const keys = places.map(({ dimension, key }) => [dimension === asked.group_by ? 'key' : 'then_key', key ?? ''])
  const question = { asked: { ...asked, ...days, measure, compare: null }, preset: null }
  return salesUrl(pathsOf(asked).records, question, Object.fromEntries(keys))
}
