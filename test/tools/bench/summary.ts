import { growth } from './compare.ts'
import type { Department } from './department.ts'
import { limitResult } from './limits.ts'
import type { Figure, Limit, Measured, Row } from './rows.ts'
import { figureOf, milliseconds, nameOf, slowestOf, tableOf, valueText } from './table.ts'

/** The report in Markdown: a summary of about ten lines, then the table. */
export function reportOf(measured: Measured): string {
  const { rows, smaller } = measured
  return ['# Measurements', '', ...summaryOf(measured), '', tableOf(rows, smaller), ''].join('\n')
}

/** The summary's lines: the setting, the slowest results, and the missed limits. */
export function summaryOf(measured: Measured): string[] {
  const { rows, machine, load, day, department } = measured
  const lines = [
    `\`npm run bench\` on ${day} over ${sizeOf(department)}.`,
    `Measured on ${machine}. Load of the machine (1, 5 and 15 minutes): ${load.before} before, ${load.after} after.`,
    'Times are the program’s own (Server-Timing), one request after another; “seen” is the whole answer as it arrives, “processor” what the program’s threads had of one for each (on a busy machine the surer figure), “a second at 16” the answers at 16 connections. Requests to warm up count nowhere.',
    sentence('Lists', [
      atMost(rows, 'list', 'the first 40 pages with any filter or order'),
      atMost(rows, 'filters', 'any two filters'),
      atMost(rows, 'deep', 'any deeper page'),
    ]),
    sentence('Searches, of a list and of everything', [atMost(rows, 'search', 'the slowest kind'), worst(rows)]),
    sentence('Pages', [
      atMost(rows, 'record', 'a record'),
      atMost(rows, 'dashboard', 'a dashboard'),
      atMost(rows, 'write', 'creating and changing'),
    ]),
    sentence('Reports', [
      atMost(rows, 'year', 'over a year'),
      atMost(rows, 'years', 'over all years'),
      underLoad(rows),
    ]),
    sentence('The program', figures(rows, 'program')),
    sentence('Answers a second as a part of a bare page’s', figures(rows, 'bare')),
    growthOf(measured),
  ].filter((line) => line !== null)
  return [...lines.map((line) => `- ${line}`), ...verdictOf(rows)]
}

function sizeOf({ bytes, ...counts }: Department): string {
  const all = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
  const size = bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)} (a file of ${size})`
}

/** One line of the summary; null if none of its parts was measured. */
function sentence(about: string, parts: readonly (string | null)[]): string | null {
  const texts = parts.filter((part) => part !== null)
  return texts.length === 0 ? null : `${about}: ${texts.join('; ')}.`
}

const rowsOf = (rows: Measured['rows'], limit: Limit): Row[] =>
  rows.flatMap((row) => ('value' in row || row.limit !== limit ? [] : [row]))

/** The slowest row with this limit. */
function atMost(rows: Measured['rows'], limit: Limit, about: string): string | null {
  const slowest = slowestOf(rowsOf(rows, limit))
  if (!slowest) return null
  return `${about} at most ${milliseconds(slowest.server.median)} (${fullName(slowest)}; limit: ${limitResult(slowest)?.said})`
}

/** The customer page's time under load. */
function underLoad(rows: Measured['rows']): string | null {
  const [row] = rowsOf(rows, 'loaded')
  if (!row) return null
  return `99 of 100 of a customer’s pages were there within ${milliseconds(row.seen.p99)} while four of them and an import ran (limit: ${limitResult(row)?.said})`
}

function worst(rows: Measured['rows']): string | null {
  const searches = rowsOf(rows, 'search')
  const most = Math.max(...searches.map(({ server }) => server.worst))
  return searches.length === 0 ? null : `the worst single one ${milliseconds(most)}`
}

/** The figures of a part that have a limit. */
const figures = (rows: Measured['rows'], part: string): string[] =>
  rows.flatMap((row) =>
    'value' in row && row.part === part && row.limit
      ? [`${row.what} ${valueText(row)} (limit: ${row.limit.said})`]
      : [],
  )

function growthOf({ rows, smaller, department }: Measured): string | null {
  if (!smaller) return null
  const { of, grown } = growth(rows, smaller)
  const named = grown.map(({ what, from, to }) => `${what} from ${milliseconds(from)} to ${milliseconds(to)}`)
  const from = `${smaller.department.customers.toLocaleString('en')} to ${department.customers.toLocaleString('en')} customers`
  return `From ${from}, ${grown.length} of ${of} first pages and pages of records grew by more than half${named.length > 0 ? `: ${named.join('; ')}` : ''}.`
}

/** How many limits were met, and the missed ones by part. */
function verdictOf(rows: Measured['rows']): string[] {
  const limited = rows.filter((row) => limitResult(row) !== null)
  const missed = limited.filter((row) => limitResult(row)?.kept === false)
  const kept = `- Limits kept: ${limited.length - missed.length} of ${limited.length}.`
  const parts = [...new Set(missed.map(({ part }) => part))]
  return [
    missed.length === 0 ? kept : `${kept} Missed, by part:`,
    ...parts.map((part) => {
      const rowTexts = missed.filter((row) => row.part === part).map((row) => `${nameOf(row)} ${figureOf(row)}`)
      return `  - ${part}: ${rowTexts.join('; ')}`
    }),
  ]
}

const fullName = (row: Row | Figure): string => `${row.part}, ${nameOf(row)}`
