import { z } from 'zod'
import type { Key } from '../i18n/words.ts'
import { parametersOf } from '../lists/question.ts'
import { orderList } from '../orders/list.ts'
import { type DayRange, daysBetween, type Period, startOf } from '../values/days.ts'
import { lastYearRange, type Preset, presetRange, presets, previousRange } from '../values/periods.ts'
import { choice, day, id, text } from '../web/forms.ts'
import { type Dimension, dimensions, isPeriod, periods } from './dimensions.ts'
import type { Filters, Place } from './facts.ts'

export const measures = ['amount', 'quantity', 'orders'] as const
export type Measure = (typeof measures)[number]

export const comparisons = ['previous', 'last_year'] as const
export type Comparison = (typeof comparisons)[number]

/** What the sales report is asked, as a worker is told it. */
export interface SalesAsked extends Filters, DayRange {
  group_by: Dimension
  then_by: Dimension | null
  measure: Measure
  compare: Comparison | null
}

/** What an address may say to the sales report. */
export const salesQuery = z.object({
  preset: choice(presets),
  from: day(),
  to: day(),
  group_by: choice(dimensions),
  then_by: choice(dimensions),
  measure: choice(measures),
  region: text(200),
  product: text(200),
  category: text(200),
  owner_id: id(),
  customer_id: id(),
  compare: choice(comparisons),
})

/** The question of an address: whole, whatever the address left out or got wrong; `notices` says what was changed. */
export interface Question {
  asked: SalesAsked
  /** The preset that the days come from; null where they were chosen. */
  preset: Preset | null
  dropped: string[]
  notices: Key[]
}

export function questionOf(said: z.output<typeof salesQuery>, unread: string[], today: string): Question {
  const { preset, from, to, group_by, then_by, measure, ...rest } = said
  const notices: Key[] = []
  const dropped = [...unread]
  const chosen = from !== null || to !== null
  const days = chosen ? completed(from, to, today) : presetRange(preset ?? 'this_year', today)
  if (days.from > days.to) {
    notices.push('reports.swapped')
    Object.assign(days, { from: days.to, to: days.from })
  }
  const first = coarse(group_by ?? 'month', days, notices)
  const second = then_by && coarse(then_by, days, notices)
  if (second === first) dropped.push('then_by')
  return {
    asked: {
      ...days,
      ...rest,
      orders: null,
      group_by: first,
      then_by: second === first ? null : second,
      measure: measure ?? 'amount',
    },
    preset: chosen ? null : (preset ?? 'this_year'),
    dropped,
    notices: [...new Set(notices)],
  }
}

/** One day alone: from it until today, or from that year's beginning until it. */
function completed(from: string | null, to: string | null, today: string): DayRange {
  if (from !== null) return { from, to: to ?? (from > today ? from : today) }
  const until = to ?? today
  return { from: startOf(until, 'year'), to: until }
}

/** The days compared with. */
export const comparedDays = ({ compare, from, to }: SalesAsked): DayRange | null =>
  compare && (compare === 'previous' ? previousRange({ from, to }) : lastYearRange({ from, to }))

const longest: Record<Period, number> = { day: 1_100, week: 7_700, month: 33_000, quarter: 99_000, year: 400_000 }

/** Too many periods for anybody to read become longer ones. */
function coarse(dimension: Dimension, { from, to }: DayRange, notices: Key[]): Dimension {
  if (!isPeriod(dimension) || daysBetween(from, to) <= longest[dimension]) return dimension
  notices.push('reports.coarser')
  return periods.find((period) => daysBetween(from, to) <= longest[period]) ?? 'year'
}

/** Where a sales report and the records behind it stand: of all sales, or of the orders that a list shows. */
export const doorsOf = ({ orders }: Pick<SalesAsked, 'orders'>): { report: string; records: string } =>
  orders
    ? { report: '/orders/analysis', records: '/orders/analysis/records' }
    : { report: '/reports/sales', records: '/reports/records' }

/** What narrows a report, as its address says it; of listed orders it is what the list's says. */
export const narrowedBy = ({
  orders,
  region,
  product,
  category,
  owner_id,
  customer_id,
}: SalesAsked): Record<string, string | number | null> =>
  orders ? parametersOf(orderList, orders.question) : { region, product, category, owner_id, customer_id }

/** The list whose orders are counted. */
export const ordersAddress = (asked: SalesAsked): string => addressWith('/orders', narrowedBy(asked))

/** The question as an address; `changed` replaces parameters, null takes one away. What an empty address means is left out. */
export function addressOf(
  path: string,
  { asked, preset }: Pick<Question, 'asked' | 'preset'>,
  changed: Record<string, string | number | null> = {},
): string {
  const { from, to, group_by, then_by, measure, compare, orders } = asked
  const days = preset ? { preset: preset === 'this_year' ? null : preset } : { from, to }
  const all: Record<string, string | number | null> = {
    ...(orders ? {} : days),
    ...narrowedBy(asked),
    group_by: group_by === 'month' ? null : group_by,
    then_by,
    compare,
    measure: measure === 'amount' ? null : measure,
    ...changed,
  }
  return addressWith(path, all)
}

/** A path with these parameters; null and '' leave one out. */
export function addressWith(path: string, parameters: Record<string, string | number | null>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== '') query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/** The address of the facts behind a figure: its measure, its days and its place. An empty key is that of those without. */
export function recordsAddress(asked: SalesAsked, measure: Measure, days: DayRange, places: Place[]): string {
  const { group_by, then_by, orders } = asked
  const query = new URLSearchParams({ ...(orders ? {} : days), group_by })
  const further = { then_by, ...narrowedBy(asked) }
  for (const [name, value] of Object.entries(further)) if (value !== null) query.set(name, String(value))
  if (measure !== 'amount') query.set('measure', measure)
  for (const { dimension, key } of places) query.set(dimension === group_by ? 'key' : 'then_key', key ?? '')
  return `${doorsOf(asked).records}?${query}`
}
