import type { z } from 'zod'
import type { OwnerPermission, Permission } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import type { Formats } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { AnyTask } from '../../jobs/task.ts'
import type { List } from '../../lists/list.ts'
import type { Preset } from '../../values/periods.ts'
import type { RenderContext } from '../../web/render-context.ts'
import type { RecordCell, ReportForm, Step } from '../views.ts'
import type { MeasureValue } from './figures.ts'
import type { ChartData, ReportMeasure, ReportResult, ReportShape, ResultRow } from './result.ts'

/** The question of an address: whole, whatever the address left out or got wrong; `notices` says what was changed. */
export interface ReportParameters<Asked> {
  /** As a worker is told it. */
  asked: Asked
  /** The preset that the days come from; null where they were chosen. */
  preset: Preset | null
  dropped: string[]
  notices: MessageKey[]
}

/** What a question is read from beside its address' known parameters. */
export interface ReportRequest extends Pick<RenderContext, 'person'> {
  /** What of the address could not be read. */
  dropped: string[]
  parameters: Record<string, unknown>
  today: string
}

/** Changes of an address: a parameter's new value, null to take it away. */
export type Changes = Record<string, string | number | null>

/** What a page says of its question: on the screen beside the title, on paper above everything. */
export interface ReportMessages {
  title: string
  days: string
  parameters: string[]
}

/** A report: how an answer is made of what is asked, and what its page, print and CSV need to know of it. */
export interface ReportDefinition<Q extends ReportParameters<unknown>, Query extends z.ZodObject = z.ZodObject> {
  name: string
  path: string
  may: Exclude<Permission, OwnerPermission | 'anyone'>
  label: MessageKey
  /** Under its name on the page of all reports; one without it is reached from elsewhere. */
  text?: MessageKey
  /** What an address may say. */
  query: Query
  read(said: z.output<Query>, asking: ReportRequest): Q | Promise<Q>
  /** The question as an address; what an empty address means is left out. */
  address(path: string, question: Pick<Q, 'asked' | 'preset'>, changes?: Changes): string
  measures: readonly ReportMeasure[]
  /** So many of the measures' totals stand above the table; absent: all. */
  keyFigures?: number
  layout(asked: Q['asked']): ReportShape
  /** The first so many groups, and what all come to. */
  run(asked: Q['asked'], most: number): Promise<ReportResult>
  /** All rows in the same order, one after another, for a file. */
  rows(asked: Q['asked']): AsyncIterable<ResultRow>
  chart?(result: ReportResult, asked: Q['asked'], t: Translate): ChartData
  words(question: Q, t: Translate): Promise<ReportMessages>
  form(question: Q, reading: RenderContext, t: Translate): Promise<ReportForm>
  /** The pages above it; absent: that of all reports. */
  trail?(question: Q, t: Translate): Step[]
  /** What must be known before the figures are read. */
  notes?(question: Q, t: Translate): string[]
  /** What counts, below the table. */
  counts: MessageKey
  /** What else of it runs in workers. */
  tasks?: AnyTask[]
}

/** The records behind a figure: their sum is the figure. */
export interface RecordsDefinition<Q extends ReportParameters<unknown>, Narrowed, Item> {
  path: string
  /** Over its CSV. */
  label: MessageKey
  heading: MessageKey
  empty: { heading: MessageKey; text: MessageKey }
  /** Its only filter, `asked`, takes what is narrowed. */
  list: List<Item>
  /** Which records an address asks for; `keys` are the parameters that say so, `dropped` those that could not be read. */
  narrow(question: Q, parameters: Record<string, unknown>): { narrowed: Narrowed; keys: Changes; dropped: string[] }
  /** Their sums, computed in a worker as the report computes them. */
  totals(narrowed: Narrowed): Promise<MeasureValue[]>
  words(question: Q, narrowed: Narrowed, t: Translate): Promise<ReportMessages>
  columns(narrowed: Narrowed): RecordColumn<Item>[]
}

/** A column of the page of records. */
export interface RecordColumn<Item> {
  label: MessageKey
  numeric?: boolean
  cell(record: Item, written: { t: Translate; formats: Formats; person: Person }): RecordCell
}
