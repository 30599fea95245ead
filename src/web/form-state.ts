import type { FieldError } from '../i18n/error-classes.ts'

/** One choice of a select or a radio group. */
export interface Option {
  value: string
  label: string
}

/** A form to render: the values as typed, the errors, and what another person saved meanwhile. */
export interface FormState {
  values: Record<string, unknown>
  errors: FieldError[]
  /** Field → the other person's saved value as displayed; set after a version conflict. */
  conflicts?: Record<string, string>
}

/** The state of a form that has not been sent yet, with its initial values. */
export const initialFormState = (typed: Record<string, unknown> = {}): FormState => ({ values: typed, errors: [] })

/**
 * The value at a field's HTML name, so lines[0][quantity] is a path into the body; '' unless it is text or a number.
 */
export function formValueAt(form: FormState, name: string): string {
  let at: unknown = form.values
  for (const part of name.split(/[[\]]+/).filter(Boolean))
    at = at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[part] : undefined
  if (typeof at === 'string') return at
  return typeof at === 'number' ? String(at) : ''
}

/** The id in a field, or null if the value is not a valid id. */
export function formIdAt(form: FormState, name: string): number | null {
  const typed = formValueAt(form, name)
  return /^[1-9]\d{0,9}$/.test(typed) && Number(typed) <= 2147483647 ? Number(typed) : null
}

/** A path of keys as the field's HTML name, such as lines[0][quantity]. */
export const htmlFieldName = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('')

/** Fields in which the other person's saved value differs from what was typed. */
export const conflictingFields = (
  theirs: Record<string, string>,
  typed: Record<string, unknown>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(theirs).filter(([name, value]) => name !== 'version' && name in typed && typed[name] !== value),
  )
