import type Sqlite from 'better-sqlite3'
import { withoutNul } from '../../database/dialects/postgres-values.ts'
import { gramsOf } from '../../values/grams.ts'
import type { Table } from './tables.ts'

/** So many characters are sent at once. */
const parcel = 1 << 16

/** A table's rows as COPY takes them, in parcels of many lines. */
export const rowLines = (file: Sqlite.Database, { name, columns }: Table): Generator<string> =>
  parcels(file, `select ${columns.map((column) => column.name).join(', ')} from ${name}`, (row) => row)

/** The rows of its gram index: SQLite keeps the words of none, so they are found anew from what is searched. */
export const gramLines = (file: Sqlite.Database, { name }: Table): Generator<string> =>
  parcels(file, `select id, search_text from ${name}`, ([id = null, text]) => [id, arrayOf(gramsOf(String(text)))])

type Value = string | bigint | null

function* parcels(file: Sqlite.Database, select: string, row: (values: Value[]) => Value[]): Generator<string> {
  let text = ''
  for (const values of file.prepare<[], Value[]>(select).raw().safeIntegers().iterate()) {
    text += `${row(values).map(copyValue).join('\t')}\n`
    if (text.length < parcel) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A value as COPY's text format writes it (PostgreSQL documentation, COPY, File Formats). */
export const copyValue = (value: Value): string =>
  value === null
    ? '\\N'
    : String(withoutNul(String(value))).replace(/[\\\n\r\t]/g, (letter) => escapes[letter] ?? letter)

/** Grams are letters and digits, which an array takes as they are. */
const arrayOf = (grams: string[]): string => `{${grams.join(',')}}`
