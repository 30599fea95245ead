import { type MessageKey, messages } from '../../i18n/messages.ts'
import { fieldErrors } from '../field-schemas.ts'
import type { FormState } from '../form-state.ts'
import type { Route } from '../route.ts'
import { fingerprint } from './fingerprint.ts'
import type { SavedMeanwhile, ShownRecord } from './shown-record.ts'

/** A stale form merged with what is saved now. */
export interface MergedForm {
  /** The form to save or to show: clashing fields have the sender's value, and the version is the present one. */
  form: FormState
  input: unknown
  /** Whether it can be saved. */
  accepted: boolean
  meanwhile: SavedMeanwhile
}

type FormValues = Record<string, unknown>

/**
 * Merges a form whose record somebody else has changed since the form was shown: fields that its sender did not change
 * take what is saved now. Undefined if the form is not stale. Call it in the transaction that saves the form.
 */
export async function mergeStaleForm(
  route: Pick<Route, 'form' | 'toFormValues' | 'shownAt'>,
  record: unknown,
  sent: FormValues,
  values: FormValues,
): Promise<MergedForm | undefined> {
  const { form, shownAt } = route
  if (!form || !shownAt || record === undefined) return undefined
  const toFormValues = route.toFormValues as ((record: unknown) => FormValues) | undefined
  const saved = toFormValues?.(record)
  const version = String(values.version)
  if (!saved || saved.version === version) return undefined
  const shown = await (shownAt as (record: unknown, version: string) => Promise<ShownRecord<unknown> | undefined>)(
    record,
    version,
  )
  const shownValues = shown && { ...toFormValues?.(shown.record) }
  const keyOf = (name: string, value: unknown) => {
    const parsed = form.shape[name]?.safeParse(value)
    return fingerprint(parsed?.success ? parsed.data : value)
  }
  const merged: FormValues = { ...values, ...saved }
  const mine: string[] = []
  const clashing: string[] = []
  for (const [name, theirs] of Object.entries(saved)) {
    if (name === 'version') continue
    const whose = whoseValue({
      sent: name in sent ? keyOf(name, sent[name]) : undefined,
      shown: shown?.fingerprints[name] ?? (shownValues && keyOf(name, shownValues[name])),
      saved: keyOf(name, theirs),
    })
    if (whose !== 'theirs') {
      mine.push(name)
      merged[name] = sent[name]
    }
    if (whose === 'clash') clashing.push(name)
  }
  const read = form.safeParse(merged)
  const kept = shown?.fields.filter((name) => !mine.includes(name)) ?? []
  const differing = read.success ? clashing : [...clashing, ...kept.filter((name) => name in saved)]
  return {
    form: {
      values: merged,
      errors: read.success ? [] : fieldErrors(read.error),
      ...(differing.length > 0 && { conflicts: theirValues(saved, differing) }),
    },
    input: read.data,
    accepted: read.success && clashing.length === 0,
    meanwhile: { by: shown?.by ?? [], labels: labelsOf(shown?.labels, kept) },
  }
}

/** The saved values of fields by HTML name; a field of many parts (credits[7]) has one for each, and '' itself. */
function theirValues(saved: FormValues, names: string[]): Record<string, string> {
  const theirs: Record<string, string> = {}
  for (const name of names) {
    const value = saved[name]
    theirs[name] = typeof value === 'string' ? value : ''
    if (value === null || typeof value !== 'object') continue
    for (const [part, text] of Object.entries(value)) if (typeof text === 'string') theirs[`${name}[${part}]`] = text
  }
  return theirs
}

const labelsOf = (prefix: string | undefined, names: string[]): MessageKey[] =>
  names.map((name) => `${prefix}.${name}`).filter((key): key is MessageKey => key in messages.en)

/** Fingerprints of one field: as sent, as the form was shown it, and as it is saved now; undefined: not sent, not known. */
interface ThreeVersions {
  sent: string | undefined
  shown: string | undefined
  saved: string
}

/**
 * Whose value of a field a stale form saves: 'mine' if only its sender changed the field, 'theirs' if only others did or
 * nobody, 'same' if both changed it to one value, 'clash' if to different values. Where it is not known what was shown,
 * any difference is a clash.
 */
function whoseValue({ sent, shown, saved }: ThreeVersions): 'mine' | 'theirs' | 'same' | 'clash' {
  if (sent === undefined || sent === shown) return 'theirs'
  if (sent === saved) return 'same'
  return shown === saved ? 'mine' : 'clash'
}
