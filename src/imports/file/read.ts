import { once } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Encoding } from '../../csv/encoding.ts'
import { blankToNull, type CsvHead, type CsvRow, readCsv, readCsvHead } from '../../csv/read.ts'
import type { FieldError } from '../../i18n/errors.ts'
import { task } from '../../jobs/task.ts'
import { type CorrectedRow, definitionOf, type FileRow, type ImportContext, type RowDecision } from '../definition.ts'
import { readRow } from '../rows/rows-repository.ts'
import type { Mapping } from './header.ts'

interface HeadAsked {
  path: string
  encoding: Encoding | 'auto'
}

/** How a file is written, its header and first rows. Throws Unreadable. */
export const headTask = task(
  'imports.head',
  ({ path, encoding }: HeadAsked): Promise<CsvHead> => readCsvHead(path, { encoding, rows: 3 }),
)

interface PlanAsked {
  kind: string
  path: string
  encoding: Encoding
  mapping: Mapping
  given: ImportContext
}

/** What planning learnt besides the rows themselves. */
export interface FileHead {
  corrected: CorrectedRow[]
  /** Names in files that are no usernames, as they are written there. */
  unknown: string[]
  /** A date that could be two days. */
  ambiguous: string | null
}

const slice = 250

/** Reads a file and judges each row, a slice at a time through the port; goes on when the other side says true. Throws Unreadable. */
export const planTask = task('imports.plan', async (asked: PlanAsked, port?: MessagePort): Promise<FileHead> => {
  if (!port) throw new Error('the rows have nowhere to go')
  const planner = definitionOf(asked.kind).planner(asked.given)
  const learnt = { unknown: new Map<string, string>(), ambiguous: null as string | null }
  // While one slice is being kept the next is judged.
  let kept: Promise<[boolean]> = Promise.resolve([true])
  for await (const rows of slices(asked)) {
    const judged = await planner.judge(rows.flatMap(({ row }) => row ?? []))
    const byLine = new Map(judged.map((one) => [one.line, one]))
    const read = rows.map(({ cells, refused, line }) => ({ ...(byLine.get(line) ?? rejected(line, refused)), cells }))
    learn(learnt, read)
    const [goOn] = await kept
    if (!goOn) break
    kept = once(port, 'message') as Promise<[boolean]>
    port.postMessage(read.map(readRow))
  }
  await kept
  return {
    corrected: (await planner.end?.()) ?? [],
    unknown: [...learnt.unknown.values()],
    ambiguous: learnt.ambiguous,
  }
})

interface Sheet {
  line: number
  cells: string[]
  row: FileRow | undefined
  refused: FieldError[]
}

async function* slices({ path, encoding, mapping }: PlanAsked): AsyncGenerator<Sheet[]> {
  let begun = false
  let rows: Sheet[] = []
  for await (const row of readCsv(path, { encoding })) {
    if (begun) rows.push(sheet(row, mapping))
    begun = true
    if (rows.length < slice) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

/** A row under the header; one with more cells than that has been cut wrongly, so nothing in it stands where it should. */
function sheet({ line, cells }: CsvRow, mapping: Mapping): Sheet {
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

const mostAsked = 200

function learn(learnt: { unknown: Map<string, string>; ambiguous: string | null }, rows: RowDecision[]): void {
  for (const { key, values } of rows.flatMap(({ reasons }) => reasons)) {
    if (key === 'imports.unknown_person' && learnt.unknown.size < mostAsked) {
      const name = String(values?.name)
      const folded = name.toLowerCase()
      if (!learnt.unknown.has(folded)) learnt.unknown.set(folded, name)
    }
    if (key === 'imports.ambiguous_day') learnt.ambiguous ??= String(values?.day)
  }
}
