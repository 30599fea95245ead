import type { MessageKey } from '../i18n/messages.ts'
import type { PageLinks } from '../lists/page.ts'
import type { FormState } from '../web/form-state.ts'
import type { FieldProps, Html } from '../web/views.ts'
import type { Chart } from './engine/chart.ts'
import type { ShownFigure } from './engine/figures.ts'
import type { ReportTable } from './engine/table.ts'

/** A page above another one. */
export interface Step {
  href: string
  label: string
}

/** What stands over every report: its title, its parameters in words, what could not be read. */
export interface ReportHead {
  trail: Step[]
  title: string
  days: string
  unit: string
  /** Parameters in words, for the head of a print. */
  parameters: string[]
  by: string
  at: string
  printing: boolean
  notices: MessageKey[]
  dropped: string[]
  links: { page: string; csv: string; print: string }
}

/** A field of a report's form. */
export type Control = Pick<FieldProps, 'name' | 'label' | 'options' | 'suggestions' | 'plainText'>

/** What a report is narrowed by beside its fields: where its link leads is where it is taken away or changed. */
export interface Chip {
  label: string
  value: string
  href: string
  icon: 'x' | 'pencil'
  /** What the link does, for those who can't see its icon. */
  hint: string
}

/** A report's parameters as a form. */
export interface ReportForm {
  action: string
  form: FormState
  /** The days to choose from and what is chosen; null where others chose them. */
  days: { presets: { label: string; href: string; current: boolean }[]; chosen: string } | null
  controls: Control[]
  filters: Control[]
  narrowed: boolean
  kept: { name: string; value: string }[]
  chips: Chip[]
}

/** What a page shows of a report's answer. */
export interface RenderedReport {
  figures: ShownFigure[]
  chart: { chart: Chart; label: string; now: string; before: string | null; left: number } | null
  /** Drawn already, by the worker that has its rows. */
  table: Html
}

export interface ReportPage extends RenderedReport {
  head: ReportHead
  form: ReportForm
  /** What must be known before the figures are read. */
  notes: string[]
  /** What counts, below the table. */
  counts: MessageKey
}

/** A cell of a record: a text, which may lead somewhere, be a person's name, or be a figure. */
export interface RecordCell {
  text: string
  href?: string
  person?: { self: boolean }
  figure?: { measure: string; data: string }
  /** Its classes. */
  look?: string
  /** What it is called on a phone, where there are no heads. */
  label?: string
}

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

declare module '../web/views.ts' {
  interface Views {
    'reports/list': { reports: { href: string; label: MessageKey; text: MessageKey }[] }
    'reports/report': ReportPage
    'reports/form': ReportForm
    'reports/heading': ReportHead
    'reports/notices': ReportHead
    'reports/chart': { chart: Chart; label: string }
    'reports/table': { table: ReportTable; label: string }
    'reports/table-cells': { cells: ReportTable['totals'] }
    'reports/totals': { figures: ShownFigure[] }
    'reports/records': RecordsPage
    'reports/record-cells': { cells: RecordCell[] }
  }
}
