import type { FieldError } from '../../i18n/error-classes.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { OnDuplicate } from '../definition.ts'

/** A value that identifies a record, compared exactly, and the reason to show if it matches. */
export interface RecordKey {
  key: string
  said: { field: string; key: MessageKey }
}

/** A stored record with the values that an import compares. */
interface StoredRecord<V> {
  id: number
  called: string
  values: V
}

/** How a feature recognizes its records. */
export interface MatchRules<V extends object> {
  /** Checks a new record as a whole: its errors, or its values with defaults. */
  whole(values: V): { values: V } | { wrong: FieldError[] }
  /** Keys that identify a record, most reliable first. */
  keysOf(values: V): RecordKey[]
  /** Maps each key to the id of the record that has it. */
  find(keys: string[]): Promise<Map<string, number>>
  load(ids: number[]): Promise<StoredRecord<V>[]>
}

/** The record that a row matches: a stored one, or one created by an earlier line of the file. */
export type MatchTarget = { id: number } | { line: number }

/** The action for a row, with its reasons and the data to write. */
export type Decision<V> =
  | { action: 'create'; reasons: FieldError[]; values: V }
  | { action: 'update'; reasons: FieldError[]; target: MatchTarget; changes: Partial<V> }
  | { action: 'skip'; reasons: FieldError[]; target?: MatchTarget }
  | { action: 'reject'; reasons: FieldError[] }

/** A record that rows can match, with the changes of earlier rows. */
interface Candidate<V> {
  target: MatchTarget
  called: string
  /** Its current values. New records omit them if matches are only skipped, as a file may have very many rows. */
  now: V | undefined
  changed: boolean
}

/** The state while the rows of a file are decided. */
interface Matching<V extends object> extends MatchRules<V> {
  on_duplicate: OnDuplicate
  /** For each key, the record that an earlier row first used it for. */
  brought: Map<string, Candidate<V>>
  /** Stored records that earlier rows change, by id. */
  changed: Map<number, Candidate<V>>
}

/**
 * Decides rows in the file's order. Each is compared with the database plus the changes of earlier rows. Needs about
 * 1.3 KB of memory a row; a worker's heap is large enough for the row limit.
 */
export function importRowMatcher<V extends object>(records: MatchRules<V>, on_duplicate: OnDuplicate) {
  const matching: Matching<V> = { ...records, on_duplicate, brought: new Map(), changed: new Map() }
  return async (rows: { line: number; values: V }[]): Promise<Map<number, Decision<V>>> => {
    const stored = await storedBy([...new Set(rows.flatMap(({ values }) => keysIn(values, records)))], matching)
    const decide = (line: number, values: V): Decision<V> => {
      const match = matchOf(values, matching, stored)
      return match ? change(values, match, matching) : create(line, values, matching)
    }
    return new Map(rows.map(({ line, values }) => [line, decide(line, values)]))
  }
}

const keysIn = <V extends object>(values: V, { keysOf }: MatchRules<V>) => keysOf(values).map(({ key }) => key)

/** Stored records with these keys, including changes by earlier rows. */
async function storedBy<V extends object>(keys: string[], { find, load, changed }: Matching<V>) {
  const found = await find(keys)
  const candidates = new Map<number, Candidate<V>>()
  for (const { id, called, values } of await load([...new Set(found.values())]))
    candidates.set(id, changed.get(id) ?? { target: { id }, called, now: values, changed: false })
  return (key: string) => candidates.get(found.get(key) ?? 0)
}

/** The record with the row's most reliable key. A key that an earlier row changed no longer matches. */
function matchOf<V extends object>(
  values: V,
  matching: Matching<V>,
  stored: (key: string) => Candidate<V> | undefined,
) {
  for (const { key, said } of matching.keysOf(values))
    for (const candidate of [stored(key), matching.brought.get(key)])
      if (candidate && (!candidate.changed || !candidate.now || keysIn(candidate.now, matching).includes(key)))
        return { candidate, said }
  return undefined
}

/** A row that matches nothing creates a record, unless it has errors. */
function create<V extends object>(line: number, values: V, matching: Matching<V>): Decision<V> {
  const checked = matching.whole(values)
  if ('wrong' in checked) return { action: 'reject', reasons: checked.wrong }
  const now = matching.on_duplicate === 'skip' ? undefined : checked.values
  addKeys({ target: { line }, called: '', now, changed: false }, checked.values, matching)
  return { action: 'create', reasons: [], values: checked.values }
}

/** A row that matches a record changes it, or is skipped. */
function change<V extends object>(
  values: V,
  { candidate, said }: { candidate: Candidate<V>; said: RecordKey['said'] },
  matching: Matching<V>,
): Decision<V> {
  const { target, now } = candidate
  if (!now || matching.on_duplicate === 'skip') return { action: 'skip', reasons: [sameAs(candidate, said)], target }
  const changes = changesOf(now, values, matching.on_duplicate)
  const fields = Object.keys(changes)
  if (fields.length === 0) return { action: 'skip', reasons: [{ field: '', key: 'imports.changes_nothing' }], target }
  const next = Object.keys(values).map((field) => [field, changes[field as keyof V] ?? now[field as keyof V]])
  Object.assign(candidate, { now: Object.fromEntries(next), changed: true })
  addKeys(candidate, candidate.now as V, matching)
  if ('id' in target) matching.changed.set(target.id, candidate)
  return { action: 'update', reasons: fields.map((field) => ({ field, key: 'imports.will_change' })), target, changes }
}

/** Stores a record under those of its keys that no earlier row has used. */
function addKeys<V extends object>(candidate: Candidate<V>, values: V, matching: Matching<V>): void {
  for (const key of keysIn(values, matching)) if (!matching.brought.has(key)) matching.brought.set(key, candidate)
}

/** The reason for a match: the field, and the name or line of the record. */
const sameAs = ({ target, called }: Candidate<unknown>, said: RecordKey['said']): FieldError =>
  'id' in target
    ? { ...said, values: { who: called } }
    : { field: said.field, key: 'imports.same_as_line', values: { line: target.line } }

/** Values that differ; blank cells change nothing, and 'fill' changes only empty values. */
function changesOf<V extends object>(now: V, wanted: V, mode: 'fill' | 'overwrite'): Partial<V> {
  const changed = Object.entries(wanted).filter(([field, value]) => {
    const old = (now as Record<string, unknown>)[field] ?? null
    return value !== null && value !== undefined && value !== old && (mode === 'overwrite' || old === null)
  })
  return Object.fromEntries(changed) as Partial<V>
}
