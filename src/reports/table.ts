import type { Formats } from '../i18n/format.ts'
import type { Translate } from '../i18n/translate.ts'
import { shortDecimal } from '../values/decimal.ts'
import { nameOf } from './names.ts'
import { type Cell, changeOf, type Layout, type Result, type Row } from './report.ts'
import { wordOf } from './words.ts'

/** What stands in a place of the table: a figure, or by how much it changed. */
export type Shown =
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
  figures: Shown[]
}

/** A result as a table: crossed in columns, in nested rows, or plain. */
export interface Table {
  heads: TableHead[]
  nested: boolean
  /** How many columns say more of a row than its name. */
  details: number
  rows: TableRow[]
  totals: Shown[]
  /** Rows that are only in the CSV. */
  left: number
}

/** More than anybody reads on a page. */
export const mostRows = 1_000

/** Lays a result out for page and print. */
export function tableOf(result: Result, asked: Layout, t: Translate, formats: Formats): Table {
  const nested = asked.then_by !== null && result.columns === null
  const name = (dimension: string, row: Row) => nameOf(dimension, row, asked, t)
  const figures = (row: Row) => figuresOf(row, result, asked, formats)
  const rows: TableRow[] = []
  for (const row of result.rows) {
    if (rows.length >= mostRows) break
    const key = row.key ?? ''
    const own = {
      key,
      second: null,
      label: name(asked.group_by, row),
      details: row.details ?? [],
      sum: nested,
      figures: figures(row),
    }
    rows.push(own)
    const by = asked.then_by
    if (!nested || !by) continue
    const parts = row.parts.slice(0, mostRows).map((part) => ({
      key,
      second: { key: part.key ?? '', label: name(by, part) },
      label: own.label,
      details: [],
      sum: false,
      figures: figures(part),
    }))
    rows.push(...parts)
  }
  const { groups, parts: others } = result.cut ?? { groups: 0, parts: 0 }
  const all = result.rows.reduce(
    (sum, { parts }) => sum + 1 + (nested ? parts.length : 0),
    groups + (nested ? others : 0),
  )
  return {
    heads: headsOf(result, asked, t, nested),
    nested,
    details: result.details?.length ?? 0,
    rows: rows.slice(0, mostRows),
    totals: figures({ ...result.totals, parts: result.columns ?? [] }),
    left: Math.max(0, all - mostRows) + (result.left ?? 0),
  }
}

function headsOf(result: Result, asked: Layout, t: Translate, nested: boolean): TableHead[] {
  const word = (name: string) => t(wordOf(name))
  const head = (label: string, numeric = true, sum = false) => ({ label, numeric, sum, detail: false })
  const crossed = (result.columns ?? []).map((column) => head(nameOf(asked.then_by ?? 'day', column, asked, t)))
  const measures = measuresOf(result, asked).map((measure, index) =>
    head(word(measure), true, result.columns !== null && index === 0),
  )
  const compared = asked.compare ? [head(word(asked.compare)), head(t('reports.change'))] : []
  return [
    head(word(asked.group_by), false),
    ...(nested && asked.then_by ? [head(word(asked.then_by), false)] : []),
    ...(result.details ?? []).map((name) => ({ ...head(word(name), false), detail: true })),
    ...crossed,
    ...(result.columns ? [...measures.slice(0, 1), ...compared, ...measures.slice(1)] : [...measures, ...compared]),
  ]
}

/** All measures; beside columns that show one, that one first. */
function measuresOf({ totals, columns }: Result, { measure }: Layout): string[] {
  const names = totals.cells.map((cell) => cell.measure)
  return columns ? [measure, ...names.filter((name) => name !== measure)] : names
}

function figuresOf(row: Row, result: Result, asked: Layout, formats: Formats): Shown[] {
  const shown = (cell: Cell, tone: 'plain' | 'sum' | 'quiet', column: string | null = null): Shown => ({
    tone: tone === 'plain' && cell.value === 0 ? 'nothing' : tone,
    measure: cell.measure,
    text: textOf(cell, formats),
    data: dataOf(cell),
    href: cell.href(),
    column,
  })
  const of = (cells: Cell[], measure: string) => cells.find((cell) => cell.measure === measure)
  const crossed = (result.columns ?? []).flatMap((column): Shown[] => {
    const part = row.parts.find(({ key }) => key === column.key)
    const cell = part ? of(part.cells, asked.measure) : emptyIn(row, column, asked)
    return cell ? [shown(cell, 'plain', column.key ?? '')] : []
  })
  const own = measuresOf(result, asked).flatMap((measure, index): Shown[] => {
    const cell = of(row.cells, measure)
    return cell ? [shown(cell, result.columns && index === 0 ? 'sum' : 'plain')] : []
  })
  const before = row.compared && of(row.compared, asked.measure)
  const now = of(row.cells, asked.measure)
  const compared: Shown[] =
    before && now ? [shown(before, 'quiet'), changed(changeOf(now.value, before.value), formats)] : []
  return result.columns ? [...crossed, ...own.slice(0, 1), ...compared, ...own.slice(1)] : [...own, ...compared]
}

/** Where nothing was sold the figure is 0, and its address leads to no records. */
function emptyIn(row: Row, column: Row, asked: Layout): Cell | undefined {
  const cell = row.cells.find(({ measure }) => measure === asked.measure)
  const then = new URLSearchParams({ then_key: column.key ?? '' })
  return cell && { ...cell, value: 0, href: () => `${cell.href()}&${then}` }
}

/** A figure for people; the unit of money stands over the table. */
export function textOf({ unit, value }: Pick<Cell, 'unit' | 'value'>, formats: Formats): string {
  if (value === null) return '–'
  if (unit === 'money') return formats.amount(value)
  return unit === 'quantity' ? formats.quantity(value) : formats.count(value)
}

/** A change for people, with its sign. */
export function changed(change: number | null, { percent }: Formats): { tone: 'up' | 'down' | 'same'; text: string } {
  if (change === null || change === 0) return { tone: 'same', text: change === null ? '–' : percent(0) }
  return change > 0 ? { tone: 'up', text: `+${percent(change)}` } : { tone: 'down', text: percent(change) }
}

/** A figure as data-value has it: money in minor units, quantities as plain decimals. */
export const dataOf = ({ unit, value }: Pick<Cell, 'unit' | 'value'>): string =>
  value === null ? '' : unit === 'quantity' ? shortDecimal(value, 3) : String(value)
