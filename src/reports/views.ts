import type { Key } from '../i18n/words.ts'
import type { FormState, Option } from '../web/form-state.ts'
import type { Chart } from './chart.ts'
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

export interface SalesForm {
  form: FormState
  presets: { label: string; href: string; current: boolean }[]
  preset: string | null
  groups: Option[]
  measures: Option[]
  comparisons: Option[]
  people: Option[]
  offered: { region: string[]; product: string[]; category: string[] }
  narrowed: boolean
  /** The customer that a link narrowed it to, and the way back. */
  customer: { id: number; name: string; without: string } | null
}

export interface SalesPage {
  head: ReportHead
  asked: SalesForm
  figures: Figure[]
  chart: { chart: Chart; label: string; now: string; before: string | null; left: number } | null
  table: Table | null
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

declare module '../web/views.ts' {
  interface Views {
    'reports/index': { reports: { href: string; label: Key; text: Key }[] }
    'reports/sales': SalesPage
    'reports/form': SalesForm
    'reports/head': ReportHead
    'reports/notices': ReportHead
    'reports/chart': { chart: Chart; label: string }
    'reports/table': { table: Table; label: string }
    'reports/figures': { figures: Figure[] }
    'reports/records': RecordsPage
  }
}
