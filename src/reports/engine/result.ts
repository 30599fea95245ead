import type { CsvCell } from '../../csv/write.ts'
import type { MessageKey } from '../../i18n/messages.ts'

/** How a figure is stored: minor units, thousandths, or a plain number. */
export type MeasureUnit = 'money' | 'quantity' | 'count'

/** What a report computes: its name in addresses, CSV and HTML, and its words. */
export interface ReportMeasure {
  name: string
  unit: MeasureUnit
  label: MessageKey
  /** The head of the same figure of the days compared, in a CSV. */
  comparedLabel?: MessageKey
}

/** One figure and the address of the records that it is the sum of; null where nothing can be divided. */
export interface MeasureCell {
  measure: ReportMeasure
  value: number | null
  /** Made where it is shown: of thousands of rows a page shows some hundreds, and a CSV none. */
  href(): string
}

/** One group: its key as addresses and CSV have it (null: the records that have none), its name, its figures. */
export interface ResultRow {
  key: string | null
  label: string | null
  /** In the order of the report's measures. */
  cells: MeasureCell[]
  /** The same figures in the period compared with. */
  compared: MeasureCell[] | null
  /** The group divided again, where that is asked. */
  parts: ResultRow[]
  /** What else the page says of it, under the layout's details. */
  details?: string[]
  /** What else a CSV says of it, under the layout's fields. */
  fields?: CsvCell[]
}

/** A report's answer, of which page, chart and print are three renderings; it stays in the thread that made it. */
export interface ReportResult {
  rows: ResultRow[]
  /** The second group as columns, in order, with what stands under each; null where it is rows. */
  columns: ResultRow[] | null
  totals: ResultRow
  /** How many more groups there are, and parts of them, than were asked for. */
  cut: { groups: number; parts: number }
}

/** What rows are grouped by: its name in addresses and CSV, and its word. */
export interface Grouping {
  name: string
  label: MessageKey
}

/** What of a question its renderings follow. */
export interface ReportShape {
  first: Grouping
  second: Grouping | null
  /** The measure that leads. */
  measure: string
  /** The word of what it is compared with. */
  compared: MessageKey | null
  from: string | null
  to: string | null
  details?: MessageKey[]
  fields?: Grouping[]
}

/** What a chart shows, with its words. */
export interface ChartData {
  title: string
  unit: MeasureUnit
  groups: { label: string; now: number; before: number | null }[]
  now: string
  before: string | null
  /** How many groups of the table it leaves out. */
  left: number
}
