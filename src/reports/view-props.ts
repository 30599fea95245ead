import type { ChartProps } from '../charts/chart.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { PageLinks, PagePosition } from '../lists/list-page-props.ts'
import type { ChosenPreset } from '../values/date-presets.ts'
import type { FormState } from '../web/form-state.ts'
import type { FieldProps, Html } from '../web/view-props.ts'
import type { ShownFigure } from './engine/format-figures.ts'
import type { ReportTable } from './engine/table.ts'

/** A breadcrumb link. */
export interface Step {
  href: string
  label: string
}

/** The head of every report page. */
export interface ReportHead {
  trail: Step[]
  title: string
  days: string
  unit: string
  /** Parameters as texts, for the head of a print. */
  parameters: string[]
  by: string
  at: string
  printing: boolean
  notices: MessageKey[]
  ignoredParams: string[]
  links: { page: string; csv: string; print: string }
}

/** A field of a report's form. */
export type Control = Pick<FieldProps, 'name' | 'label' | 'options' | 'suggestions' | 'plainText'>

/** A filter without a form field; its link removes or changes it. */
export interface Chip {
  label: string
  value: string
  href: string
  icon: 'x' | 'pencil'
  /** Describes the link's action for people who can't see its icon. */
  hint: string
}

/** A report's parameters as a form. */
export interface ReportForm {
  action: string
  form: FormState
  /** Presets, the text of the current choice and its other end; null if the dates can't be chosen. */
  days: {
    presets: { label: string; href: string; current: boolean }[]
    chosen: string
    preset: ChosenPreset | null
    whole: { label: string; href: string } | null
  } | null
  /** The fields beside the dates. */
  controls: Control[]
  /** The fields in the menu Filters. */
  filters: Control[]
  narrowed: boolean
  hiddenFields: { name: string; value: string }[]
  chips: Chip[]
}

/** A report's result, rendered for its page. */
export interface RenderedReport {
  /** The page's position, of a report that has pages. */
  position: PagePosition | null
  figures: ShownFigure[]
  chart: ChartProps
  /** HTML, already rendered by the worker that has the rows. */
  table: Html
}

/** The page of a report. */
export interface ReportPage extends Omit<RenderedReport, 'position'> {
  pages: PageLinks | null
  head: ReportHead
  form: ReportForm
  /** Notes above the figures, such as what they leave out. */
  notes: string[]
  /** Explains below the table what is counted. */
  counts: MessageKey
}

/** A cell of a record: text that may be a link, a person's name or a figure. */
export interface RecordCell {
  text: string
  href?: string
  person?: { self: boolean }
  figure?: { measure: string; data: string }
  /** CSS classes. */
  look?: string
  /** The label on a phone, where the table has no header. */
  label?: string
}

/** The page of the records behind a figure. */
export interface RecordsPage {
  head: ReportHead
  report: string
  heading: string
  empty: { heading: string; text: string }
  figures: ShownFigure[]
  columns: { label: string; numeric: boolean }[]
  rows: { id: number; cells: RecordCell[] }[]
  pages: PageLinks
}

declare module '../web/view-props.ts' {
  interface Views {
    'reports/list': { reports: { href: string; label: MessageKey; text: MessageKey }[] }
    'reports/report': ReportPage
    'reports/form': ReportForm
    'reports/heading': ReportHead
    'reports/ignored-parameters': ReportHead
    'reports/tables': { tables: ReportTable[]; label: string }
    'reports/table': { table: ReportTable; label: string; id: string | null }
    'reports/table-cells': { cells: ReportTable['totals'] }
    'reports/totals': { figures: ShownFigure[] }
    'reports/records': RecordsPage
    'reports/record-cells': { cells: RecordCell[] }
  }
}
