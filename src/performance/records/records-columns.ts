import type { Person } from '../../access/person.ts'
import { type CsvCell, typedCsvCell } from '../../csv/write.ts'
import type { Formats } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { maySeeOrder } from '../../orders/sql-conditions.ts'
import { indicatorValueCsvText, indicatorValueText } from '../format.ts'
import type { Indicator, Unit } from '../indicators.ts'
import { type AssessedPeriod, periodName } from '../period.ts'
import type { Salesperson } from '../team-repository.ts'
import type { IndicatorRecord } from './records-repository.ts'

/** A column of the records, with its page and file formats. */
export interface PerformanceRecordColumn {
  name: string
  label: MessageKey
  numeric: boolean
  /** Its position on a phone's card: title, amount or owner; all other columns follow. */
  card?: 'what' | 'sum' | 'of'
  page: (entry: IndicatorRecord, t: Translate, formats: Formats) => string
  href?: (entry: IndicatorRecord, person: Person) => string | null
  file: (entry: IndicatorRecord) => CsvCell
}

const day: PerformanceRecordColumn = {
  name: 'day',
  label: 'performance.day',
  numeric: false,
  page: ({ on_day }) => on_day,
  file: ({ on_day }) => typedCsvCell(on_day, 'plain'),
}

const kind: PerformanceRecordColumn = {
  name: 'kind',
  label: 'performance.kind',
  numeric: false,
  page: ({ kind }, t) => t(`performance.kind_${kind}` as 'performance.kind_sale'),
  file: ({ kind }) => typedCsvCell(kind, 'plain'),
}

/** A text column, the same on page and in file. */
const text = (
  name: string,
  label: MessageKey,
  value: (entry: IndicatorRecord) => string | null,
): PerformanceRecordColumn => ({
  name,
  label,
  numeric: false,
  page: (entry) => value(entry) ?? '',
  file: (entry) => typedCsvCell(value(entry), 'text'),
})

const figure = (
  name: string,
  label: MessageKey,
  unit: Unit,
  value: (entry: IndicatorRecord) => number | null,
): PerformanceRecordColumn => ({
  name,
  label,
  numeric: true,
  page: (entry, _, formats) => indicatorValueText(unit, value(entry), formats),
  file: (entry) => {
    const stored = value(entry)
    return typedCsvCell(stored === null ? null : indicatorValueCsvText(unit, stored), 'plain')
  },
})

/** The order's number. It is a link only if the person may open the order: shares of colleagues' orders count too. */
const number: PerformanceRecordColumn = {
  ...text('number', 'performance.number', ({ number }) => number),
  card: 'what',
  page: ({ number }, t) => number ?? t('performance.without_number'),
  href: (entry, person) => (maySeeOrder(person, entry) ? `/orders/${entry.order_id}` : null),
}

const title: PerformanceRecordColumn = {
  ...text('title', 'performance.opportunity', ({ title }) => title),
  card: 'what',
  href: ({ opportunity_id }) => `/opportunities/${opportunity_id}`,
}

const customer: PerformanceRecordColumn = {
  ...text('customer', 'performance.customer', ({ customer_code }) => customer_code),
  card: 'of',
  page: ({ called }) => called,
  href: ({ customer_id }) => `/customers/${customer_id}`,
}

const product = text('product', 'performance.product', ({ model }) => model)
const method = text('method', 'performance.method', ({ method }) => method)
const quantity = figure('quantity', 'performance.indicator_quantity', 'quantity', ({ quantity }) => quantity)
const counted = figure('counted', 'performance.counts', 'count', ({ counted }) => counted)

const amountAs = (name: string, label: MessageKey): PerformanceRecordColumn => ({
  ...figure(name, label, 'money', ({ amount }) => amount),
  card: 'sum',
})

const sales = [day, number, kind, customer, product, quantity, amountAs('amount', 'performance.indicator_amount')]

/** The columns of the records behind each indicator. */
export const performanceRecordColumns: Record<Indicator, PerformanceRecordColumn[]> = {
  amount: sales,
  quantity: sales,
  orders: [day, number, kind, customer, amountAs('total', 'performance.order_total'), counted],
  collected: [day, number, kind, method, customer, amountAs('amount', 'performance.indicator_collected')],
  conversion: [day, title, kind, customer, amountAs('expected_amount', 'performance.expected_amount')],
}

/** Heading and file name: person, indicator and period. */
export const recordsTitle = (who: Salesperson, period: AssessedPeriod, indicator: Indicator, t: Translate): string =>
  t('performance.records_title', {
    name: who.name,
    indicator: t(`performance.indicator_${indicator}`),
    period: periodName(period.key, t),
  })
