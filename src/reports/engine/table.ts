import type { Formats } from '../../i18n/format.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { DayRange } from '../../values/days.ts'
import { figureDataAttribute, figureText, percentChange, percentChangeText, wholeUnitsText } from './format-figures.ts'
import { rangeText } from './parameter-texts.ts'
import { groupName, isPeriodGrouping } from './period-names.ts'
import type { Grouping, MeasureCell, ReportMeasure, ReportResult, ReportShape, ResultRow } from './result.ts'

/** A cell of the table: a figure, its change from the compared period, or that there is no such period. */
export type TableCell =
  | {
      tone: 'plain' | 'sum' | 'quiet' | 'nothing'
      measure: string
      text: string
      data: string
      href: string
      column: string | null
      /** Percent of the greatest value of the column, for a bar; null without one. */
      bar: number | null
    }
  | { tone: 'up' | 'down' | 'same' | 'none'; text: string }

/** A column header; `note` is a second line. */
export interface TableHead {
  label: string
  note: string
  numeric: boolean
  sum: boolean
  /** A column of further text about the row; on a phone it is shown below the row's name. */
  detail: boolean
}

/** A row of the table, formatted. */
export interface TableRow {
  key: string
  /** Key and label of a nested row; null for a row of the first group, which sums its nested rows. */
  second: { key: string; label: string } | null
  label: string
  details: string[]
  sum: boolean
  figures: TableCell[]
}

/** A result as a table: a cross table, nested rows, or plain rows. */
export interface ReportTable {
  heads: TableHead[]
  nested: boolean
  /** Number of detail columns. */
  details: number
  rows: TableRow[]
  totals: TableCell[]
  /** Number of rows that only the CSV contains. */
  left: number
}

/** The layout, translations and formats for drawing a result. */
export interface TableLabels {
  layout: ReportShape
  t: Translate
  formats: Formats
  /** Leaves out what a sheet has no room for. */
  printing?: boolean
  /** Rounds money for show; records and CSV have the minor units. */
  wholeUnits?: boolean
}

/** A column of figures; rows and totals use the same function. */
interface Column {
  head: TableHead
  cell(row: ResultRow): TableCell
}

/** Rows on a page; the others are only in the CSV. */
export const maxTableRows = 1_000

/** Turns a result into a table for page and print. */
export function reportTable(result: ReportResult, labels: TableLabels): ReportTable {
  const { layout, t } = labels
  const { columns: crossed, totals, cut } = result
  const nested = crossed === null ? layout.second : null
  const columns = crossed ? crossedColumns(crossed, result, labels) : plainColumns(result, labels)
  const cells = (row: ResultRow) => columns.map(({ cell }) => cell(row))
  const withBar = barsFor(result, layout.measure)
  const detailLabels = [...(layout.details ?? []), ...(isDated(layout, nested) ? [comparedDaysLabel] : [])]
  const lines = linesOf(result, nested, labels)
  return {
    heads: [
      textHead(t(layout.first.label)),
      ...(nested ? [textHead(t(nested.label))] : []),
      ...detailLabels.map((label) => ({ ...textHead(t(label)), detail: true })),
      ...columns.map(({ head }) => head),
    ],
    nested: nested !== null,
    details: detailLabels.length,
    rows: lines.slice(0, maxTableRows).map(({ row, ...line }) => ({ ...line, figures: withBar(cells(row), row) })),
    totals: cells({ ...totals, parts: crossed ?? [] }),
    left: Math.max(0, lines.length + cut.groups + (nested ? cut.parts : 0) - maxTableRows),
  }
}

/** Adds a bar to a row's cell of the selected measure, in proportion to the greatest value. */
function barsFor({ rows }: ReportResult, measure: string) {
  const amountOf = ({ cells }: ResultRow) => findMeasureCell(cells, measure).value ?? 0
  const greatest = Math.max(1, ...rows.map(amountOf))
  return (cells: TableCell[], row: ResultRow) =>
    cells.map((cell) =>
      'bar' in cell && cell.measure === measure && cell.column === null && cell.tone !== 'quiet'
        ? { ...cell, bar: Math.max(0, Math.round((amountOf(row) * 100) / greatest)) }
        : cell,
    )
}

/** Each group, followed by its nested rows if there are any. */
function linesOf({ rows }: ReportResult, nested: Grouping | null, { layout, t }: TableLabels) {
  const isDatedRow = isDated(layout, nested)
  const detailsOf = (row: ResultRow) => [
    ...(row.details ?? layout.details?.map(() => '') ?? []),
    ...(isDatedRow ? [daysText(row.comparedDays, t)] : []),
  ]
  return rows.flatMap((row) => {
    const key = row.key ?? ''
    const label = groupName(layout.first.name, row, layout, t)
    const groupRow = { key, label, second: null, details: detailsOf(row), sum: nested !== null, row }
    if (!nested) return [groupRow]
    const parts = row.parts.map((part) => {
      const second = { key: part.key ?? '', label: groupName(nested.name, part, layout, t) }
      return { key, label, second, details: detailsOf(part), sum: false, row: part }
    })
    return [groupRow, ...parts]
  })
}

/** Whether rows name the days that they are compared with: a grouping of rows is by period. */
const isDated = ({ first, compared }: ReportShape, nested: Grouping | null) =>
  compared !== null && [first, nested].some((grouping) => grouping && isPeriodGrouping(grouping.name))

const comparedDaysLabel: MessageKey = 'reports.compared_days'

const daysText = (days: DayRange | null | undefined, t: Translate) => (days ? rangeText(days, t) : '–')

const textHead = (label: string): TableHead => ({ label, note: '', numeric: false, sum: false, detail: false })
const figureHead = (label: string, sum = false): TableHead => ({ ...textHead(label), numeric: true, sum })

/** All measures, then the comparison of the selected one. */
const plainColumns = ({ totals }: ReportResult, labels: TableLabels): Column[] => [
  ...totals.cells.map(({ measure }) => measureColumn(measure, 'plain', labels)),
  ...comparedColumns(labels),
]

/**
 * The selected measure in total and its comparison, which stay in sight beside the name, then for each second group, and
 * the other measures; in whole units, as the columns are many.
 */
function crossedColumns(crossed: ResultRow[], { totals }: ReportResult, labels: TableLabels): Column[] {
  const { layout, t } = labels
  const isSelected = ({ measure }: MeasureCell) => measure.name === layout.measure
  const inUnits = { ...labels, wholeUnits: true }
  return [
    ...totals.cells.filter(isSelected).map(({ measure }) => measureColumn(measure, 'sum', inUnits)),
    ...comparedColumns(inUnits),
    ...crossed.map((column) => ({
      head: {
        ...figureHead(groupName(layout.second?.name ?? '', column, layout, t)),
        note:
          isDated(layout, layout.second) && layout.second !== null && isPeriodGrouping(layout.second.name)
            ? daysText(column.comparedDays, t)
            : '',
      },
      cell: (row: ResultRow) => tableCell(cellUnder(column, row, layout), 'plain', inUnits, column.key ?? ''),
    })),
    ...(labels.printing
      ? []
      : totals.cells
          .filter((cell) => !isSelected(cell))
          .map(({ measure }) => measureColumn(measure, 'plain', inUnits))),
  ]
}

const measureColumn = ({ name, label }: ReportMeasure, tone: 'plain' | 'sum', labels: TableLabels): Column => ({
  head: figureHead(labels.t(label), tone === 'sum'),
  cell: ({ cells }) => tableCell(findMeasureCell(cells, name), tone, labels),
})

function comparedColumns(labels: TableLabels): Column[] {
  const {
    layout: { compared, measure },
    t,
    formats,
  } = labels
  if (!compared) return []
  const comparedCell = (row: ResultRow) => findMeasureCell(row.compared ?? [], measure)
  return [
    { head: figureHead(t(compared)), cell: (row) => tableCell(comparedCell(row), 'quiet', labels) },
    {
      head: figureHead(t('reports.change')),
      cell: (row) =>
        percentChangeText(percentChange(findMeasureCell(row.cells, measure).value, comparedCell(row).value), formats),
    },
  ]
}

/** A row's cell of one measure. Throws Error if the row lacks it. */
export function findMeasureCell(cells: readonly MeasureCell[], name: string): MeasureCell {
  const cell = cells.find(({ measure }) => measure.name === name)
  if (!cell) throw new Error(`a row has no measure ${name}`)
  return cell
}

/** A row's cell in a cross table. An empty one is 0 and links to an empty list of records. */
function cellUnder(column: ResultRow, { cells, parts }: ResultRow, { measure }: ReportShape): MeasureCell {
  const part = parts.find(({ key, position }) => key === column.key && position === column.position)
  if (part) return findMeasureCell(part.cells, measure)
  const total = findMeasureCell(cells, measure)
  const query = new URLSearchParams({ then_key: column.key ?? '' })
  const href = total.href
  // A period that only the compared range has: there is no figure, not one of 0.
  if (href === null || column.cells[0]?.href === null) return { ...total, value: null, href: null }
  return { ...total, value: 0, href: () => `${href()}&${query}` }
}

const tableCell = (
  cell: MeasureCell,
  tone: 'plain' | 'sum' | 'quiet',
  { formats, wholeUnits = false }: TableLabels,
  column: string | null = null,
): TableCell =>
  cell.href === null
    ? { tone: 'none', text: '–' }
    : {
        tone: tone === 'plain' && cell.value === 0 ? 'nothing' : tone,
        measure: cell.measure.name,
        text: cell.value === 0 ? '–' : wholeUnits ? wholeUnitsText(cell, formats) : figureText(cell, formats),
        data: figureDataAttribute(cell),
        href: cell.href(),
        column,
        bar: null,
      }
