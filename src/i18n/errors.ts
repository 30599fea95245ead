import type { MessageKey } from './messages.ts'
import type { Values } from './translate.ts'

/** One thing that is wrong with a form: at which field, and why. */
export interface FieldError {
  field: string
  key: MessageKey
  values?: Values
}

/** The business says no: 422, the form with what was typed and this message at its field. */
export class ValidationError extends Error {
  readonly wrong: FieldError[]
  constructor(field: string, key: MessageKey, values?: Values) {
    super(key)
    this.wrong = [{ field, key, ...(values && { values }) }]
  }
}

/** Several reasons at once, as of many lines of an order. */
export class ValidationErrors extends Error {
  readonly wrong: FieldError[]
  constructor(wrong: FieldError[]) {
    super(wrong.map(({ key }) => key).join(', '))
    this.wrong = wrong
  }
}

/** Somebody else changed the record since the form was made: 422 with theirs beside what was typed. */
export class VersionConflict extends Error {
  readonly table: string
  readonly id: number
  constructor(table: string, id: number) {
    super(`${table} ${id} has changed`)
    this.table = table
    this.id = id
  }
}

/** The record is likely there already: 422 with the candidates, to be confirmed or not. */
export class DuplicateWarning<Candidate> extends Error {
  readonly candidates: Candidate[]
  constructor(candidates: Candidate[]) {
    super('likely duplicate')
    this.candidates = candidates
  }
}
