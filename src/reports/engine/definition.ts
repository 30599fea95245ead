import type { z } from 'zod'
import type { OwnerPermission, Permission } from '../../access/permissions.ts'
import type { Person } from '../../access/person.ts'
import type { Formats } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { AnyTask } from '../../jobs/declare-task.ts'
import type { List } from '../../lists/list.ts'
import type { ChosenPreset } from '../../values/date-presets.ts'
import type { RenderContext } from '../../web/render-options.ts'
import type { RecordCell, ReportForm, Step } from '../view-props.ts'
import type { MeasureValue } from './format-figures.ts'
import type { ReportMeasure, ReportResult, ReportShape, ResultRow } from './result.ts'

/** The parsed parameters of a report's URL. They are always complete: missing or invalid ones get defaults. */
export interface ReportParameters<Asked> {
  /** Sent to workers, so it must be serializable. */
  params: Asked
  /** The preset that set the dates; null if they were entered. */
  preset: ChosenPreset | null
  /** Names of parameters that could not be read, or may not be used by this person. */
  ignoredParams: string[]
  /** Messages about corrected values, such as reversed dates. */
  notices: MessageKey[]
}

/** What a report's `read` function gets besides the validated query. */
export interface ReportRequest extends Pick<RenderContext, 'person'> {
  /** Names of parameters that failed validation. */
  ignoredParams: string[]
  parameters: Record<string, unknown>
  today: string
}

/** Parameters to change in a URL; null removes one. */
export type Changes = Record<string, string | number | null>

/** Texts that describe the parameters: beside the title on screen, at the top of a print. */
export interface ReportMessages {
  title: string
  days: string
  parameters: string[]
}

/** A report: how its parameters become a result, and everything its page, print and CSV need. */
export interface ReportDefinition<Q extends ReportParameters<unknown>, Query extends z.ZodObject = z.ZodObject> {
  name: string
  path: string
  may: Exclude<Permission, OwnerPermission | 'anyone'>
  label: MessageKey
  /** The description on /reports; a report without one is not listed there. */
  text?: MessageKey
  /** Schema of the URL's parameters. */
  query: Query
  read(said: z.output<Query>, asking: ReportRequest): Q | Promise<Q>
  /** The URL of a report with these parameters; default values are left out. */
  address(path: string, question: Pick<Q, 'params' | 'preset'>, changes?: Changes): string
  measures: readonly ReportMeasure[]
  /** Number of measures whose totals are shown above the table; default: all. */
  keyFigures?: number
  layout(params: Q['params']): ReportShape
  /** The first `limit` groups, or those after `offset` others, and the totals of all. */
  run(params: Q['params'], limit: number, offset?: number): Promise<ReportResult>
  /** Groups on a page of the screen, for a report with many; without it all that a page can take. */
  rowsPerPage?: number
  /** Streams all rows in the same order, for the CSV. */
  rows(params: Q['params']): AsyncIterable<ResultRow>
  /** Measures of the total row that the chart shows; without them it shows the rows' selected measure. */
  chartColumns?: readonly string[]
  words(question: Q, t: Translate): Promise<ReportMessages>
  form(question: Q, reading: RenderContext, t: Translate): Promise<ReportForm>
  /** Breadcrumb links; default: /reports. */
  trail?(question: Q, t: Translate): Step[]
  /** Notes above the figures, such as what they leave out. */
  notes?(question: Q, t: Translate): string[]
  /** Explains below the table what is counted. */
  counts: MessageKey
  /** Further worker tasks of this report. */
  tasks?: AnyTask[]
}

/** The records that add up to a figure of the report. */
export interface RecordsDefinition<Q extends ReportParameters<unknown>, Narrowed, Item> {
  path: string
  /** Title of the CSV file. */
  label: MessageKey
  heading: MessageKey
  empty: { heading: MessageKey; text: MessageKey }
  /** A list whose only filter, `params`, takes a `Narrowed`. */
  list: List<Item>
  /** Reads which figure is meant. `keys` are its parameters for links, `ignoredParams` the names of unreadable ones. */
  narrow(
    question: Q,
    parameters: Record<string, unknown>,
  ): { narrowed: Narrowed; keys: Changes; ignoredParams: string[] }
  /** Sums of these records, computed in a worker the same way as in the report. */
  totals(narrowed: Narrowed): Promise<MeasureValue[]>
  words(question: Q, narrowed: Narrowed, t: Translate): Promise<ReportMessages>
  columns(narrowed: Narrowed): RecordColumn<Item>[]
}

/** A column on the page of records. */
export interface RecordColumn<Item> {
  label: MessageKey
  numeric?: boolean
  cell(record: Item, written: { t: Translate; formats: Formats; person: Person }): RecordCell
}
