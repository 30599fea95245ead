import type { Key } from '../i18n/words.ts'
import type { FormState } from '../web/form-state.ts'
import type { FieldProps, Html } from '../web/views.ts'
import type { Chart } from './chart.ts'
import type { PaymentRow } from './payments-list.ts'
import type { FactRow } from './records.ts'
import type { Table } from './table.ts'

/** What stands over every report: its title, its parameters in words, what could not be read. */
export interface ReportHead {
  /** The pages above this one. */
  trail: { href: string; label: string }[]
  title: string
  days: string
  unit: string
  /** Parameters in words, for the head of a page and of a print. */
  said: string[]
  by: string
  at: string
  printing: boolean
  notices: Key[]
  dropped: string[]
  links: { page: string; csv: string; print: string }
}

/** A key figure, with what it is compared with. */
export interface Figure {
  label: string
  measure: string
  text: string
  data: string
  /** Null where the records themselves stand below. */
  href: string | null
  before: { label: string; text: string; href: string; change: { tone: 'up' | 'down' | 'same'; text: string } } | null
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

export interface ReportPage {
  head: ReportHead
  asked: ReportForm
  /** What must be known before the figures are read. */
  notes: string[]
  figures: Figure[]
  chart: { chart: Chart; label: string; now: string; before: string | null; left: number } | null
  /** Drawn already, by the worker that has its rows. */
  table: Html | null
  /** What counts, below the table. */
  counts: Key
}

export interface RecordsPage {
  head: ReportHead
  report: string
  figures: Figure[]
  rows: FactRow[]
  shown: { from: number; to: number; total: number; more: boolean }
  previous: string | null
  next: string | null
}

/** The orders behind a figure of the report of payments; amounts are the parts that count. */
export interface PaymentRecordsPage extends Omit<RecordsPage, 'rows'> {
  rows: (PaymentRow & { percent: number })[]
  /** The column whose sum the figure is. */
  column: 'total' | 'paid' | 'owed'
  /** Only a share of each order counts. */
  divided: boolean
}

declare module '../web/views.ts' {
  interface Views {
    'reports/index': { reports: { href: string; label: Key; text: Key }[] }
    'reports/report': ReportPage
    'reports/form': ReportForm
    'reports/head': ReportHead
    'reports/notices': ReportHead
    'reports/chart': { chart: Chart; label: string }
    'reports/table': { table: Table; label: string }
    'reports/figures': { figures: Figure[] }
    'reports/records': RecordsPage
    'reports/payment-records': PaymentRecordsPage
    'reports/records-pager': Pick<RecordsPage, 'shown' | 'previous' | 'next'>
  }
}
