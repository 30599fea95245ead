import { once } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Encoding } from '../../csv/encoding.ts'
import { blankToNull, type CsvHead, type CsvRow, readCsv, readCsvHead } from '../../csv/read.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import { task } from '../../jobs/declare-task.ts'
import {
  type CorrectedRow,
  type FileRow,
  type ImportContext,
  importDefinitionOf,
  type RowDecision,
} from '../definition.ts'
import { serializedStagedRow } from '../rows/rows-repository.ts'
import type { Mapping } from './header.ts'

interface HeadInput {
  path: string
  encoding: Encoding | 'auto'
}

/** Detects a file's encoding and reads its header and first 3 rows, in a worker. Throws UnreadableFile. */
export const inspectFileTask = task(
  'imports.head',
  ({ path, encoding }: HeadInput): Promise<CsvHead> => readCsvHead(path, { encoding, rows: 3 }),
)

interface PlanInput {
  kind: string
  path: string
  encoding: Encoding
  mapping: Mapping
  given: ImportContext
}

/** What planning found besides the rows. */
export interface FileHead {
  corrected: CorrectedRow[]
  /** Names that match no account, as written in the file. */
  unknown: string[]
  /** The first ambiguous date, or null. */
  ambiguous: string | null
}

const batchSize = 250

/**
 * Reads a file and decides each row. Sends one batch at a time through the port and waits for true before the next;
 * false stops it. Throws UnreadableFile.
 */
export const planRowsTask = task('imports.plan', async (input: PlanInput, port?: MessagePort): Promise<FileHead> => {
  if (!port) throw new Error('the rows have nowhere to go')
  const planner = importDefinitionOf(input.kind).planner(input.given)
  const findings = { unknown: new Map<string, string>(), ambiguous: null as string | null }
  // While one batch is being stored, the next one is decided.
  let stored: Promise<[boolean]> = Promise.resolve([true])
  for await (const rows of batches(input)) {
    const decisions = await planner.judge(rows.flatMap(({ row }) => row ?? []))
    const byLine = new Map(decisions.map((decision) => [decision.line, decision]))
    const staged = rows.map(({ cells, refused, line }) => ({ ...(byLine.get(line) ?? rejected(line, refused)), cells }))
    collectFindings(findings, staged)
    const [mayContinue] = await stored
    if (!mayContinue) break
    stored = once(port, 'message') as Promise<[boolean]>
    port.postMessage(staged.map(serializedStagedRow))
  }
  await stored
  return {
    corrected: (await planner.end?.()) ?? [],
    unknown: [...findings.unknown.values()],
    ambiguous: findings.ambiguous,
  }
})

interface ParsedRow {
  line: number
  cells: string[]
  row: FileRow | undefined
  refused: FieldError[]
}

async function* batches({ path, encoding, mapping }: PlanInput): AsyncGenerator<ParsedRow[]> {
  let isHeaderRead = false
  let rows: ParsedRow[] = []
  for await (const row of readCsv(path, { encoding })) {
    if (isHeaderRead) rows.push(parseRow(row, mapping))
    isHeaderRead = true
    if (rows.length < batchSize) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/**
 * The cells by field. A row with more cells than the header is rejected: it was split wrongly, so its cells may be in
 * the wrong columns.
 */
function parseRow({ line, cells }: CsvRow, mapping: Mapping): ParsedRow {
  if (cells.slice(mapping.length).some((cell) => cell.trim() !== '')) {
    const values = { cells: cells.length, count: mapping.length }
    return { line, cells, row: undefined, refused: [{ field: '', key: 'imports.too_many_cells', values }] }
  }
  const fields: Record<string, string> = {}
  mapping.forEach((field, column) => {
    if (field !== null) fields[field] = blankToNull(cells[column] ?? '') ?? ''
  })
  return { line, cells, row: { line, fields }, refused: [] }
}

const rejected = (line: number, reasons: FieldError[]): RowDecision => ({
  line,
  first_line: line,
  action: 'reject',
  reasons,
  target_id: null,
  payload: null,
})

const maxNames = 200

function collectFindings(
  findings: { unknown: Map<string, string>; ambiguous: string | null },
  rows: RowDecision[],
): void {
  for (const { key, values } of rows.flatMap(({ reasons }) => reasons)) {
    if (key === 'imports.unknown_person' && findings.unknown.size < maxNames) {
      const name = String(values?.name)
      const lowerCase = name.toLowerCase()
      if (!findings.unknown.has(lowerCase)) findings.unknown.set(lowerCase, name)
    }
    if (key === 'imports.ambiguous_day') findings.ambiguous ??= String(values?.day)
  }
}
