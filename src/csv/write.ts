import { createWriteStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import iconv from 'iconv-lite'
import { guardFormula } from './formula.ts'

/** Text that people typed is guarded against formulas; plain is what the program writes itself: amounts, dates, counts. */
export interface CsvCell {
  value: string | null
  kind: 'text' | 'plain'
}

export type WrittenEncoding = 'utf-8' | 'gb18030'

/** A cell; null is written as nothing. */
export const csvCell = (value: string | null, kind: CsvCell['kind']): CsvCell => ({ value, kind })

type Rows = AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>

/** Writes a CSV as Excel opens it (BOM or GB18030, CRLF) at the reader's pace, and ends `out`, a stream or a file's path. */
export async function writeCsv(
  out: Writable | string,
  encoding: WrittenEncoding,
  rows: Rows,
  { header }: { header: readonly string[] },
): Promise<void> {
  const lines = stringify({ record_delimiter: 'windows', quote_record_delimiter: true, bom: encoding === 'utf-8' })
  const target = typeof out === 'string' ? createWriteStream(out) : out
  const source = Readable.from(records(header, rows))
  if (encoding === 'utf-8') await pipeline(source, lines, target)
  else await pipeline(source, lines.setEncoding('utf8'), inGb18030, target)
}

async function* records(header: readonly string[], rows: Rows): AsyncGenerator<string[]> {
  yield header.map(guardFormula)
  for await (const row of rows) yield row.map(written)
}

const written = ({ value, kind }: CsvCell) => (value === null ? '' : kind === 'text' ? guardFormula(value) : value)

async function* inGb18030(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const chunk of text) yield iconv.encode(chunk, 'gb18030')
}

const longestTitle = 80

/** A file name that every system takes: the title without the signs that some forbid, then the day (YYYY-MM-DD). */
export function csvName(title: string, day: string): string {
  const safe = title.replace(/[\p{C}\\/:*?"<>|\s]+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '')
  return `${[...safe].slice(0, longestTitle).join('') || 'export'}-${day}.csv`
}

/** The Content-Disposition of a download (RFC 6266): the name in full, and in ASCII for what can't read that. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^ -~]|["\\%]/gu, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`
}
