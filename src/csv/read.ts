import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, type Parser, parse } from 'csv-parse'
import { type Delimiter, isDeclaration, sniffDelimiter } from './dialect.ts'
import { decodeFile, detectEncoding, type Encoding } from './encoding.ts'
import { unguardFormula } from './formula.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** `line` is where the record begins in the file, from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** The most that is read: rows without the header, columns of a row, characters of a cell. */
interface Limit {
  rows: number
  columns: number
  characters: number
}

export interface ReadOptions {
  encoding?: Encoding | 'auto'
  delimiter?: Delimiter | 'auto'
  limit?: Partial<Limit>
}

export interface CsvHead {
  encoding: Encoding
  delimiter: Delimiter
  header: string[]
  rows: CsvRow[]
}

const limits: Limit = { rows: 150_000, columns: 500, characters: 32_768 }

const headLength = 65_536

/** The rows of a CSV file, the header first and trimmed, formula guards taken off, blank rows left out. Throws Unreadable. */
export async function* readCsv(path: string, options: ReadOptions = {}): AsyncGenerator<CsvRow> {
  const { encoding, delimiter } = await dialectOf(path, options)
  const parser = parsed(decodeFile(path, encoding), delimiter, { ...limits, ...options.limit })
  let begun = false
  for await (const { line, cells } of parser) {
    yield { line, cells: begun ? cells.map(unguardFormula) : cells.map((cell) => unguardFormula(cell.trim())) }
    begun = true
  }
  if (!begun) throw new UnreadableFile('empty')
}

/** How a file is written, its header and its first rows (10 unless told). Throws Unreadable. */
export async function readCsvHead(path: string, options: ReadOptions & { rows?: number } = {}): Promise<CsvHead> {
  const dialect = await dialectOf(path, options)
  const [header, ...rows] = await firstOf(readCsv(path, { ...options, ...dialect }), 1 + (options.rows ?? 10))
  return { ...dialect, header: header?.cells ?? [], rows }
}

async function dialectOf(path: string, { encoding = 'auto', delimiter = 'auto' }: ReadOptions) {
  const found = encoding === 'auto' ? await detectEncoding(path) : encoding
  return { encoding: found, delimiter: delimiter === 'auto' ? sniffDelimiter(await headOf(path, found)) : delimiter }
}

async function headOf(path: string, encoding: Encoding): Promise<string> {
  let head = ''
  for await (const text of decodeFile(path, encoding)) {
    head += text
    if (head.length >= headLength) break
  }
  return head
}

async function firstOf(rows: AsyncIterable<CsvRow>, count: number): Promise<CsvRow[]> {
  const first: CsvRow[] = []
  for await (const row of rows) {
    first.push(row)
    if (first.length >= count) break
  }
  return first
}

async function* parsed(text: AsyncIterable<string>, delimiter: Delimiter, limit: Limit): AsyncGenerator<CsvRow> {
  const lines = lineCounter()
  const within = judge(limit)
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record(cells: string[], info) {
      const line = lines.beginOf(cells, info)
      if (cells.every((cell) => cell.trim() === '')) return null
      if (info.records === 1 && isDeclaration(cells, delimiter)) return null
      within(line, cells)
      return Object.assign(cells, { line })
    },
  })
  const records: AsyncIterable<string[] & { line: number }> = parser
  // Its errors arrive through the parser; the callback is there because a pipeline must have one.
  pipeline(Readable.from(bounded(text, parser, limit, lines)), parser, () => {})
  try {
    for await (const cells of records) yield { line: cells.line, cells }
  } catch (error) {
    throw isOpenQuote(error) ? new UnreadableFile('quote', lines.beginOfOpen(parser)) : error
  }
}

/** Refuses a row longer than its limits allow while it is still open: else an open quote takes the file into memory. */
async function* bounded(text: AsyncIterable<string>, parser: Parser, limit: Limit, lines: LineCounter) {
  let ended = 0
  let open = 0
  let broken = false
  for await (const chunk of text) {
    yield chunk
    const { records, empty_lines } = parser.info
    broken = records + empty_lines === ended && (broken || /[\r\n]/.test(chunk))
    open = records + empty_lines === ended ? open + chunk.length : 0
    ended = records + empty_lines
    // Only within quotes does a row go on behind a line break.
    if (open > limit.columns * limit.characters)
      throw broken
        ? new UnreadableFile('quote', lines.beginOfOpen(parser))
        : new UnreadableFile('cell', lines.beginOfOpen(parser), limit.characters)
  }
}

const isOpenQuote = (error: unknown) => error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'

function judge(limit: Limit) {
  let records = 0
  return (line: number, cells: string[]) => {
    if (records++ > limit.rows) throw new UnreadableFile('rows', line, limit.rows)
    if (cells.length > limit.columns) throw new UnreadableFile('columns', line, limit.columns)
    if (cells.some((cell) => cell.length > limit.characters)) throw new UnreadableFile('cell', line, limit.characters)
  }
}

type LineCounter = ReturnType<typeof lineCounter>

/** csv-parse tells on which line a record ends, and counts a CRLF within quotes as two; this finds where it begins. */
function lineCounter() {
  let extra = 0
  let end = 0
  let blank = 0
  return {
    beginOf(cells: string[], info: Info): number {
      const breaks = cells.flatMap((cell) => cell.match(/\r\n?|\n/g) ?? [])
      extra += breaks.filter((found) => found === '\r\n').length
      end = info.lines - extra
      blank = info.empty_lines
      return end - breaks.length
    },
    beginOfOpen: ({ info }: Parser): number => end + 1 + info.empty_lines - blank,
  }
}

/** A cell without the spaces around it (full-width and no-break ones too); empty, NULL or \N is null. */
export function blankToNull(cell: string): string | null {
  const text = cell.trim()
  return text === '' || text === 'NULL' || text === '\\N' ? null : text
}
