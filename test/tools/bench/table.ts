import { besideOf, grown, keptBy, type Smaller } from './beside.ts'
import { judged } from './limits.ts'
import type { Figure, Measured, Row } from './rows.ts'

const heads = ['', 'what', 'n', 'median', 'p95', 'p99', 'worst', 'seen p99', 'processor', 'a second at 16', 'limit', '']

/** The measurement as Markdown: its heading, one table, beside a smaller one where there is, and which limits were missed. */
export function tableOf(measured: Measured): string {
  const { heading, rows, smaller } = measured
  const more = smaller ? ['smaller', 'growth'] : []
  const growing = smaller ? grown(measured, smaller) : []
  const verdicts = rows.flatMap((row) => {
    const verdict = judged(row)
    return verdict ? [{ row, ...verdict }] : []
  })
  const missed = verdicts.filter(({ kept }) => !kept)
  return [
    ...heading,
    '',
    line([...heads, ...more]),
    line([...heads.map((_, at) => (at < 2 || at > 9 ? '---' : '--:')), ...more.map(() => '--:')]),
    ...rows.map((row) => line([...cells(row), ...(smaller ? growthOf(row, smaller) : [])])),
    '',
    `Limits kept: ${verdicts.length - missed.length} of ${verdicts.length}.${missed.length > 0 ? ' Missed:' : ''}`,
    ...missed.map(({ row, said }) => `- ${row.part}, ${row.what}: ${figureOf(row)} (${said})`),
    '',
    ...(smaller ? [`Of the smaller one: ${keptBy(smaller).kept} of ${keptBy(smaller).of}.`, ''] : []),
    ...(smaller ? [`Pages that grew by more than half: ${growing.length}.`] : []),
    ...growing.map(({ what, from, to }) => `- ${what}: ${milliseconds(from)} → ${milliseconds(to)}`),
    '',
  ].join('\n')
}

/** A row of the table, as Markdown. */
export const lineOf = (row: Row | Figure): string => line(cells(row))

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function cells(row: Row | Figure): string[] {
  const verdict = judged(row)
  const judgement = [verdict?.said ?? '', verdict ? (verdict.kept ? 'kept' : '**missed**') : '']
  if ('value' in row) return [row.part, row.what, '', said(row), '', '', '', '', '', '', ...judgement]
  const { n, median, p95, p99, worst } = row.server
  return [
    row.part,
    row.what,
    String(n),
    ...[median, p95, p99, worst, row.seen.p99].map(milliseconds),
    row.processor === null ? '' : milliseconds(row.processor),
    row.rate === null ? '' : digits(row.rate),
    ...judgement,
  ]
}

/** The median of the smaller department, and how much of it more this one takes. */
function growthOf(row: Row | Figure, smaller: Smaller): string[] {
  const before = 'value' in row ? undefined : besideOf(smaller, row)?.server.median
  if ('value' in row || before === undefined) return ['', '']
  const percent = Math.round((row.server.median / before - 1) * 100)
  return [milliseconds(before), `${percent > 0 ? '+' : ''}${percent} %`]
}

/** What a limit was missed with. */
function figureOf(row: Row | Figure): string {
  if ('value' in row) return said(row)
  const { server, seen } = row
  if (row.limit === 'loaded') return `seen p99 ${milliseconds(seen.p99)}`
  const median = `median ${milliseconds(server.median)}`
  return row.limit === 'search' ? `${median}, worst ${milliseconds(server.worst)}` : median
}

const said = ({ value, unit }: Figure): string =>
  value === null ? 'not known here' : `${digits(value)} ${unit}`.trim()
const milliseconds = (value: number): string => `${digits(value)} ms`
const digits = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
