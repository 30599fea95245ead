/** Why a file can't be read as a table: a code that the caller turns into a sentence. */
export type UnreadableCode = 'encoding' | 'binary' | 'empty' | 'quote' | 'cell' | 'columns' | 'rows'

/** A file refused; `line` says where in the file it went wrong, `limit` which number was exceeded. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode
  readonly line: number | null
  readonly limit: number | null

  constructor(code: UnreadableCode, line: number | null = null, limit: number | null = null) {
    super(`unreadable: ${code}`)
    this.name = 'Unreadable'
    this.code = code
    this.line = line
    this.limit = limit
  }
}
