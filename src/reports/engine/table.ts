import type { Formats } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { changeOf, changeText, figureData, figureText } from './figures.ts'
import { nameOf } from './periods.ts'
import type { Grouping, MeasureCell, ReportMeasure, ReportResult, ReportShape, ResultRow } from './result.ts'

/** What stands in a place of the table: a figure, or by how much it changed. */
export type TableCell =
  | {
      tone: 'plain' | 'sum' | 'quiet' | 'nothing'
      measure: string
      text: string
      data: string
      href: string
      column: string | null
    }
  | { tone: 'up' | 'down' | 'same'; text: string }

export interface TableHead {
  label: string
  numeric: boolean
  sum: boolean
  /** Says more of a row; on a phone it stands below the row's name. */
  detail: boolean
}

export interface TableRow {
  key: string
  /** Key and name in the second group, where that is rows; a row of the first group alone sums those below it. */
  second: { key: string; label: string } | null
  label: string
  details: string[]
  sum: boolean
  figures: TableCell[]
}

/** A result as a table: crossed in columns, in nested rows, or plain. */
export interface ReportTable {
  heads: TableHead[]
  nested: boolean
  /** How many columns say more of a row than its name. */
  details: number
  rows: TableRow[]
  totals: TableCell[]
  /** Rows that are only in the CSV. */
  left: number
}

/** In which words a result is laid out. */
export interface TableLabels {
  layout: ReportShape
  t: Translate
  formats: Formats
}

/** A column of figures, the same for every row and for the totals. */
interface Column {
  head: TableHead
  cell(row: ResultRow): TableCell
}

/** More than anybody reads on a page. */
export const mostRows = 1_000

/** Lays a result out for page and print. */
export function reportTable(result: ReportResult, wording: TableLabels): ReportTable {
  const { layout, t } = wording
  const { columns: crossed, totals, cut } = result
  const nested = crossed === null ? layout.second : null
  const columns = crossed ? crossedColumns(crossed, result, wording) : plainColumns(result, wording)
  const cells = (row: ResultRow) => columns.map(({ cell }) => cell(row))
  const lines = linesOf(result, nested, wording)
  return {
    heads: [
      textHead(t(layout.first.label)),
      ...(nested ? [textHead(t(nested.label))] : []),
      ...(layout.details ?? []).map((label) => ({ ...textHead(t(label)), detail: true })),
      ...columns.map(({ head }) => head),
    ],
    nested: nested !== null,
    details: layout.details?.length ?? 0,
    rows: lines.slice(0, mostRows).map(({ row, ...line }) => ({ ...line, figures: cells(row) })),
    totals: cells({ ...totals, parts: crossed ?? [] }),
    left: Math.max(0, lines.length + cut.groups + (nested ? cut.parts : 0) - mostRows),
  }
}

/** Each group, and where these are rows, its parts below it. */
function linesOf({ rows }: ReportResult, nested: Grouping | null, { layout, t }: TableLabels) {
  return rows.flatMap((row) => {
    const key = row.key ?? ''
    const label = nameOf(layout.first.name, row, layout, t)
    const own = { key, label, second: null, details: row.details ?? [], sum: nested !== null, row }
    if (!nested) return [own]
    const parts = row.parts.map((part) => {
      const second = { key: part.key ?? '', label: nameOf(nested.name, part, layout, t) }
      return { key, label, second, details: [], sum: false, row: part }
    })
    return [own, ...parts]
  })
}

const textHead = (label: string): TableHead => ({ label, numeric: false, sum: false, detail: false })
const figureHead = (label: string, sum = false): TableHead => ({ ...textHead(label), numeric: true, sum })

/** All measures, then what the leading one is compared with. */
const plainColumns = ({ totals }: ReportResult, wording: TableLabels): Column[] => [
  ...totals.cells.map(({ measure }) => measureColumn(measure, 'plain', wording)),
  ...comparedColumns(wording),
]

/** The leading measure under each second group, then its sum, then all else. */
function crossedColumns(crossed: ResultRow[], { totals }: ReportResult, wording: TableLabels): Column[] {
  const { layout, t, formats } = wording
  const leads = ({ measure }: MeasureCell) => measure.name === layout.measure
  return [
    ...crossed.map((column) => ({
      head: figureHead(nameOf(layout.second?.name ?? '', column, layout, t)),
      cell: (row: ResultRow) => tableCell(cellUnder(column, row, layout), 'plain', formats, column.key ?? ''),
    })),
    ...totals.cells.filter(leads).map(({ measure }) => measureColumn(measure, 'sum', wording)),
    ...comparedColumns(wording),
    ...totals.cells.filter((cell) => !leads(cell)).map(({ measure }) => measureColumn(measure, 'plain', wording)),
  ]
}

const measureColumn = ({ name, label }: ReportMeasure, tone: 'plain' | 'sum', { t, formats }: TableLabels): Column => ({
  head: figureHead(t(label), tone === 'sum'),
  cell: ({ cells }) => tableCell(cellOf(cells, name), tone, formats),
})

function comparedColumns({ layout: { compared, measure }, t, formats }: TableLabels): Column[] {
  if (!compared) return []
  const before = (row: ResultRow) => cellOf(row.compared ?? [], measure)
  return [
    { head: figureHead(t(compared)), cell: (row) => tableCell(before(row), 'quiet', formats) },
    {
      head: figureHead(t('reports.change')),
      cell: (row) => changeText(changeOf(cellOf(row.cells, measure).value, before(row).value), formats),
    },
  ]
}

/** A row's cell of one measure. */
export function cellOf(cells: readonly MeasureCell[], name: string): MeasureCell {
  const cell = cells.find(({ measure }) => measure.name === name)
  if (!cell) throw new Error(`a row has no measure ${name}`)
  return cell
}

/** The cell of a row under a second group. Where there is nothing the figure is 0, and its address leads to no records. */
function cellUnder(column: ResultRow, { cells, parts }: ResultRow, { measure }: ReportShape): MeasureCell {
  const part = parts.find(({ key }) => key === column.key)
  if (part) return cellOf(part.cells, measure)
  const whole = cellOf(cells, measure)
  const then = new URLSearchParams({ then_key: column.key ?? '' })
  return { ...whole, value: 0, href: () => `${whole.href()}&${then}` }
}

const tableCell = (
  cell: MeasureCell,
  tone: 'plain' | 'sum' | 'quiet',
  formats: Formats,
  column: string | null = null,
): TableCell => ({
  tone: tone === 'plain' && cell.value === 0 ? 'nothing' : tone,
  measure: cell.measure.name,
  text: figureText(cell, formats),
  data: figureData(cell),
  href: cell.href(),
  column,
})
