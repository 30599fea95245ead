/** Why a file can't be read as a table; callers translate the code into a message. */
export type UnreadableCode = 'encoding' | 'binary' | 'empty' | 'quote' | 'cell' | 'columns' | 'rows'

/** A file that can't be read; `line` is where it failed, `limit` the number that was exceeded. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode
  readonly line: number | null
  readonly limit: number | null

  constructor(code: UnreadableCode, line: number | null = null, limit: number | null = null) {
    super(`unreadable: ${code}`)
    this.name = 'UnreadableFile'
    this.code = code
    this.line = line
    this.limit = limit
  }
}
