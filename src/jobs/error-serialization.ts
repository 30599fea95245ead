import { type UnreadableCode, UnreadableFile } from '../csv/unreadable-file.ts'
import { errorCode } from '../database/error-codes.ts'
import { type FieldError, ValidationError, ValidationErrors } from '../i18n/error-classes.ts'

/** A plain form of an error in which a worker sends it: structured cloning drops an error's class and extra fields. */
export type SerializedError =
  | { kind: 'unreadable'; code: UnreadableCode; line: number | null; limit: number | null }
  | { kind: 'refusals'; wrong: FieldError[] }
  | { kind: 'other'; name: string; message: string; stack: string | undefined; code: string | undefined }

/** What a worker returns for a task. */
export type TaskOutcome = { answer: unknown } | { error: SerializedError }

/** Converts an error into its plain form. */
export function serializeError(error: unknown): SerializedError {
  if (error instanceof UnreadableFile)
    return { kind: 'unreadable', code: error.code, line: error.line, limit: error.limit }
  if (error instanceof ValidationError || error instanceof ValidationErrors)
    return { kind: 'refusals', wrong: error.errors }
  if (!(error instanceof Error))
    return { kind: 'other', name: 'Error', message: String(error), stack: undefined, code: undefined }
  const { name, message, stack } = error
  return { kind: 'other', name, message, stack, code: errorCode(error) }
}

/** Restores the error: with its class if callers depend on it, otherwise as an Error with its name, code and stack. */
export function deserializeError(packed: SerializedError): Error {
  if (packed.kind === 'unreadable') return new UnreadableFile(packed.code, packed.line, packed.limit)
  if (packed.kind === 'refusals') {
    const [only, ...more] = packed.wrong
    return only && more.length === 0
      ? new ValidationError(only.field, only.key, only.values)
      : new ValidationErrors(packed.wrong)
  }
  const error = new Error(packed.message)
  error.name = packed.name
  if (packed.stack) error.stack = packed.stack
  return packed.code ? Object.assign(error, { code: packed.code }) : error
}
