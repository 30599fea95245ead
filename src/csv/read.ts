import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, type Parser, parse } from 'csv-parse'
import { type Delimiter, isSeparatorLine, sniffDelimiter } from './delimiter.ts'
import { decodeFile, detectEncoding, type Encoding } from './encoding.ts'
import { unguardFormula } from './formula.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** A record's cells; `line` is where it begins in the file, from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** The limits: rows without the header, columns per row, characters per cell. */
interface Limit {
  rows: number
  columns: number
  characters: number
}

/** Encoding and delimiter are detected unless given; limits have defaults. */
export interface ReadOptions {
  encoding?: Encoding | 'auto'
  delimiter?: Delimiter | 'auto'
  limit?: Partial<Limit>
}

/** The start of a file: how it is written, its header and its first rows. */
export interface CsvHead {
  encoding: Encoding
  delimiter: Delimiter
  header: string[]
  rows: CsvRow[]
}

const limits: Limit = { rows: 150_000, columns: 500, characters: 32_768 }

/** Characters read to detect the delimiter. */
const headLength = 65_536

/**
 * The rows of a CSV file: first the header, trimmed; formula guards removed, blank rows left out. Throws
 * UnreadableFile.
 */
export async function* readCsv(path: string, options: ReadOptions = {}): AsyncGenerator<CsvRow> {
  const { encoding, delimiter } = await dialectOf(path, options)
  const parser = parseRows(decodeFile(path, encoding), delimiter, { ...limits, ...options.limit })
  let begun = false
  for await (const { line, cells } of parser) {
    yield { line, cells: begun ? cells.map(unguardFormula) : cells.map((cell) => unguardFormula(cell.trim())) }
    begun = true
  }
  if (!begun) throw new UnreadableFile('empty')
}

/** A file's encoding and delimiter, its header and its first rows (10 by default). Throws UnreadableFile. */
export async function readCsvHead(path: string, options: ReadOptions & { rows?: number } = {}): Promise<CsvHead> {
  const dialect = await dialectOf(path, options)
  const [header, ...rows] = await firstOf(readCsv(path, { ...options, ...dialect }), 1 + (options.rows ?? 10))
  return { ...dialect, header: header?.cells ?? [], rows }
}

async function dialectOf(path: string, { encoding = 'auto', delimiter = 'auto' }: ReadOptions) {
  const detected = encoding === 'auto' ? await detectEncoding(path) : encoding
  return {
    encoding: detected,
    delimiter: delimiter === 'auto' ? sniffDelimiter(await headOf(path, detected)) : delimiter,
  }
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

async function* parseRows(text: AsyncIterable<string>, delimiter: Delimiter, limit: Limit): AsyncGenerator<CsvRow> {
  const lines = lineCounter()
  const checkLimits = limitChecker(limit)
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record(cells: string[], info) {
      const line = lines.beginOf(cells, info)
      if (cells.every((cell) => cell.trim() === '')) return null
      if (info.records === 1 && isSeparatorLine(cells, delimiter)) return null
      checkLimits(line, cells)
      return Object.assign(cells, { line })
    },
  })
  const records: AsyncIterable<string[] & { line: number }> = parser
  // The parser emits the pipeline's errors; a pipeline needs a callback all the same.
  pipeline(Readable.from(withLimits(text, parser, limit, lines)), parser, () => {})
  try {
    for await (const cells of records) yield { line: cells.line, cells }
  } catch (error) {
    throw isOpenQuote(error) ? new UnreadableFile('quote', lines.beginOfOpen(parser)) : error
  }
}

/**
 * Throws while a row beyond the limits is still open: an unclosed quote would otherwise read the whole file into
 * memory.
 */
async function* withLimits(text: AsyncIterable<string>, parser: Parser, limit: Limit, lines: LineCounter) {
  let ended = 0
  let open = 0
  let broken = false
  for await (const chunk of text) {
    yield chunk
    const { records, empty_lines } = parser.info
    broken = records + empty_lines === ended && (broken || /[\r\n]/.test(chunk))
    open = records + empty_lines === ended ? open + chunk.length : 0
    ended = records + empty_lines
    // Only a quoted cell continues after a line break.
    if (open > limit.columns * limit.characters)
      throw broken
        ? new UnreadableFile('quote', lines.beginOfOpen(parser))
        : new UnreadableFile('cell', lines.beginOfOpen(parser), limit.characters)
  }
}

const isOpenQuote = (error: unknown) => error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED'

function limitChecker(limit: Limit) {
  let records = 0
  return (line: number, cells: string[]) => {
    if (records++ > limit.rows) throw new UnreadableFile('rows', line, limit.rows)
    if (cells.length > limit.columns) throw new UnreadableFile('columns', line, limit.columns)
    if (cells.some((cell) => cell.length > limit.characters)) throw new UnreadableFile('cell', line, limit.characters)
  }
}

type LineCounter = ReturnType<typeof lineCounter>

/**
 * Finds the line on which a record begins: csv-parse gives the line on which it ends, and counts a CRLF within quotes
 * as two.
 */
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

/** A cell without surrounding spaces (also full-width and no-break ones); empty, NULL or \N is null. */
export function blankToNull(cell: string): string | null {
  const text = cell.trim()
  return text === '' || text === 'NULL' || text === '\\N' ? null : text
}
