import type { MessageKey } from './messages.ts'
import type { Values } from './translate.ts'

/** An error in a form: its field and its message. */
export interface FieldError {
  field: string
  key: MessageKey
  values?: Values
}

/** A business rule refuses the form: 422, the form again with what was typed and this message at its field. */
export class ValidationError extends Error {
  readonly errors: FieldError[]
  constructor(field: string, key: MessageKey, values?: Values) {
    super(key)
    this.errors = [{ field, key, ...(values && { values }) }]
  }
}

/** Several validation errors at once, as for many lines of an order. */
export class ValidationErrors extends Error {
  readonly errors: FieldError[]
  constructor(wrong: FieldError[]) {
    super(wrong.map(({ key }) => key).join(', '))
    this.errors = wrong
  }
}

/** Somebody else changed the record since the form was shown: 422, with their values next to what was typed. */
export class VersionConflict extends Error {
  readonly table: string
  readonly id: number
  constructor(table: string, id: number) {
    super(`${table} ${id} has changed`)
    this.table = table
    this.id = id
  }
}

/** The record may already exist: 422 with the possible duplicates, which can be confirmed as different. */
export class DuplicateWarning<Candidate> extends Error {
  readonly candidates: Candidate[]
  constructor(candidates: Candidate[]) {
    super('likely duplicate')
    this.candidates = candidates
  }
}
