import type Sqlite from 'better-sqlite3'
import { withoutNul } from '../../database/dialects/postgres-values.ts'
import { gramsOf } from '../../values/search-grams.ts'
import type { Table } from './tables.ts'

/** Characters sent in one chunk. */
const chunkSize = 1 << 16

/** A table's rows in COPY format, in chunks of many lines. */
export const postgresCopyLines = (file: Sqlite.Database, { name, columns }: Table): Generator<string> =>
  chunks(file, `select ${columns.map((column) => column.name).join(', ')} from ${name}`, (row) => row)

/** The rows of its gram index. SQLite does not store the grams, so they are computed again from the searched text. */
export const gramIndexCopyLines = (file: Sqlite.Database, { name }: Table): Generator<string> =>
  chunks(file, `select id, search_text from ${name}`, ([id = null, text]) => [id, arrayOf(gramsOf(String(text)))])

type Value = string | bigint | null

function* chunks(file: Sqlite.Database, select: string, row: (values: Value[]) => Value[]): Generator<string> {
  let text = ''
  for (const values of file.prepare<[], Value[]>(select).raw().safeIntegers().iterate()) {
    text += `${row(values).map(copyValue).join('\t')}\n`
    if (text.length < chunkSize) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A value in COPY's text format (PostgreSQL documentation, COPY, File Formats). */
export const copyValue = (value: Value): string =>
  value === null
    ? '\\N'
    : String(withoutNul(String(value))).replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character)

/** Grams are letters and digits, so the array needs no quotes. */
const arrayOf = (grams: string[]): string => `{${grams.join(',')}}`
