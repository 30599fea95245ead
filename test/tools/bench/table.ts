import { smallerRowOf } from './compare.ts'
import { limitResult } from './limits.ts'
import type { Figure, Row, Smaller } from './rows.ts'

const heads = ['', 'what', 'n', 'median', 'p95', 'p99', 'worst', 'seen p99', 'processor', 'a second at 16', 'limit', '']

/** All results as one Markdown table, with columns for the smaller database if there is one. */
export function tableOf(rows: readonly (Row | Figure)[], smaller: Smaller | null): string {
  const more = smaller ? ['smaller', 'growth'] : []
  return [
    line([...heads, ...more]),
    line([...heads.map((_, at) => (at < 2 || at > 9 ? '---' : '--:')), ...more.map(() => '--:')]),
    ...withSlowest(rows).map((row) => line([...cells(row), ...(smaller ? growthOf(row, smaller) : [])])),
  ].join('\n')
}

/** One row of the table in Markdown. */
export const lineOf = (row: Row | Figure): string => line(cells(row))

/** Of several variants keeps those that miss their limit; if none does, only the slowest. */
export const withSlowest = (rows: readonly (Row | Figure)[]): (Row | Figure)[] =>
  rows.flatMap((row) => {
    if ('value' in row || row.variant === null || limitResult(row)?.kept === false) return [row]
    const kind = rows.filter(
      (other): other is Row => !('value' in other) && other.part === row.part && other.what === row.what,
    )
    return row === slowestOf(kind) ? [{ ...row, variant: `slowest of ${kind.length}: ${row.variant}` }] : []
  })

/** The row with the highest median; undefined for an empty list. */
export const slowestOf = (rows: readonly Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((most, row) => (most && most.server.median >= row.server.median ? most : row), undefined)

/** A row's name, with its variant if it has one. */
export const nameOf = (row: Row | Figure): string =>
  'value' in row || row.variant === null ? row.what : `${row.what} (${row.variant})`

/** The measured value that the row's limit applies to, as text. */
export function figureOf(row: Row | Figure): string {
  if ('value' in row) return valueText(row)
  const { server, seen } = row
  if (row.limit === 'loaded') return `seen p99 ${milliseconds(seen.p99)}`
  const median = `median ${milliseconds(server.median)}`
  return row.limit === 'search' ? `${median}, worst ${milliseconds(server.worst)}` : median
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function cells(row: Row | Figure): string[] {
  const verdict = limitResult(row)
  const judgement = [verdict?.said ?? '', verdict ? (verdict.kept ? 'kept' : '**missed**') : '']
  if ('value' in row) return [row.part, row.what, '', valueText(row), '', '', '', '', '', '', ...judgement]
  const { n, median, p95, p99, worst } = row.server
  return [
    row.part,
    nameOf(row),
    String(n),
    ...[median, p95, p99, worst, row.seen.p99].map(milliseconds),
    row.processor === null ? '' : milliseconds(row.processor),
    row.rate === null ? '' : digits(row.rate),
    ...judgement,
  ]
}

/** The smaller database's median, and by how many percent this one is slower. */
function growthOf(row: Row | Figure, smaller: Smaller): string[] {
  const before = 'value' in row ? undefined : smallerRowOf(smaller, row)?.server.median
  if ('value' in row || before === undefined) return ['', '']
  const percent = Math.round((row.server.median / before - 1) * 100)
  return [milliseconds(before), `${percent > 0 ? '+' : ''}${percent} %`]
}

export const valueText = ({ value, unit }: Figure): string =>
  value === null ? 'not known here' : `${digits(value)} ${unit}`.trim()
export const milliseconds = (value: number): string => `${digits(value)} ms`
const digits = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
