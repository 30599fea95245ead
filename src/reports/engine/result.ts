import type { CsvCell } from '../../csv/write.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { DayRange } from '../../values/days.ts'

/** How a value is stored: money in minor units, quantity in thousandths, count as a plain number. */
export type MeasureUnit = 'money' | 'quantity' | 'count'

/** A measure: its name in URLs, CSV and HTML, its unit and its label. */
export interface ReportMeasure {
  name: string
  unit: MeasureUnit
  label: MessageKey
  /** The CSV header of the same measure for the compared period. */
  comparedLabel?: MessageKey
}

/** One figure with a link to the records it sums; the value is null if the divisor is 0. */
export interface MeasureCell {
  measure: ReportMeasure
  value: number | null
  /**
   * Called only for cells that are drawn: of thousands of rows a page shows some hundreds, a CSV none. Null where there
   * is nothing to sum: a period that only one side of a comparison has.
   */
  href: (() => string) | null
}

/** One group of records, one part of it, or the total. */
export interface ResultRow {
  /** In URLs and as the first cell of the CSV. Null: records without a value, or a period only compared with. */
  key: string | null
  /** The name on the page; null where the key is the name. */
  label: string | null
  /** In the order of the report's measures. */
  cells: MeasureCell[]
  /** The same measures for the compared period. */
  compared: MeasureCell[] | null
  /** The compared days of this row, if it has any. */
  comparedDays?: DayRange | null
  /** The row's position among periods that are compared, which tells two without a key apart. */
  position?: number
  /** The rows of the second grouping, if there is one. */
  parts: ResultRow[]
  /** Further texts for the page, in the order of `ReportShape.details`. */
  details?: string[]
  /** Further CSV cells, in the order of `ReportShape.fields`. */
  fields?: CsvCell[]
}

/** A report's result, rendered as page, chart and print. Not serializable: it stays in its thread. */
export interface ReportResult {
  rows: ResultRow[]
  /** The second grouping as columns in order, with their totals; null if it is shown as nested rows. */
  columns: ResultRow[] | null
  totals: ResultRow
  /** Groups and parts beyond the requested limit. */
  cut: { groups: number; parts: number }
}

/** What rows are grouped by: its name in URLs and CSV, and its label. */
export interface Grouping {
  name: string
  label: MessageKey
}

/** The parameters that the layout depends on. */
export interface ReportShape {
  first: Grouping
  second: Grouping | null
  /** The name of the selected measure. */
  measure: string
  /** Label of the compared period; null without a comparison. */
  compared: MessageKey | null
  from: string | null
  to: string | null
  details?: MessageKey[]
  fields?: Grouping[]
}
