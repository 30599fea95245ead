import type { FieldError } from '../i18n/errors.ts'

/** One choice of a select or of chips. */
export interface Option {
  value: string
  label: string
}

/** A form as it is shown: what was typed as it was typed, what is wrong, and what somebody else saved meanwhile. */
export interface FormState {
  typed: Record<string, unknown>
  wrong: FieldError[]
  /** Field → the other's value as a person reads it, where the form is stale. */
  theirs?: Record<string, string>
}

/** A form that nobody has sent yet, with what it starts from. */
export const emptyForm = (typed: Record<string, unknown> = {}): FormState => ({ typed, wrong: [] })

/** What was typed in a field by its HTML name: lines[0][quantity] walks the body; anything but text reads as ''. */
export function valueAt(form: FormState, name: string): string {
  let at: unknown = form.typed
  for (const part of name.split(/[[\]]+/).filter(Boolean))
    at = at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[part] : undefined
  if (typeof at === 'string') return at
  return typeof at === 'number' ? String(at) : ''
}

/** The id typed in a field; null where what stands there can be none. */
export function idAt(form: FormState, name: string): number | null {
  const typed = valueAt(form, name)
  return /^[1-9]\d{0,9}$/.test(typed) && Number(typed) <= 2147483647 ? Number(typed) : null
}

/** A path of keys as the field's HTML name. */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('')

/** Fields in which the other's version differs from what was typed. */
export const conflictingFields = (
  theirs: Record<string, string>,
  typed: Record<string, unknown>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(theirs).filter(([name, value]) => name !== 'version' && name in typed && typed[name] !== value),
  )
