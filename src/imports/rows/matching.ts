import type { FieldError } from '../../i18n/errors.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { OnDuplicate } from '../definition.ts'

/** By what a record is known again, and what to say of it; compared as it is written. */
export interface RecordKey {
  key: string
  said: { field: string; key: MessageKey }
}

/** A record in the database as an import compares it. */
interface Known<V> {
  id: number
  called: string
  values: V
}

/** How a feature's records are told from each other. */
export interface MatchRules<V extends object> {
  /** What is wrong with a whole new record, or else the record with its defaults. */
  whole(values: V): { values: V } | { wrong: FieldError[] }
  /** The strongest first. */
  keysOf(values: V): RecordKey[]
  /** Records that have any of these keys: key → id. */
  find(keys: string[]): Promise<Map<string, number>>
  load(ids: number[]): Promise<Known<V>[]>
}

/** A record that a row may be: one of the database, or one that an earlier row of the file makes. */
export type MatchTarget = { id: number } | { line: number }

export type Decision<V> =
  | { action: 'create'; reasons: FieldError[]; values: V }
  | { action: 'update'; reasons: FieldError[]; target: MatchTarget; changes: Partial<V> }
  | { action: 'skip'; reasons: FieldError[]; target?: MatchTarget }
  | { action: 'reject'; reasons: FieldError[] }

/** A record that rows of the file may be, as earlier ones leave it. */
interface Candidate<V> {
  target: MatchTarget
  called: string
  /** What it is so far; not kept of a new one where rows are only skipped, as a file may hold very many. */
  now: V | undefined
  changed: boolean
}

/** What is known while the rows of one file are decided on. */
interface Matching<V extends object> extends MatchRules<V> {
  on_duplicate: OnDuplicate
  /** By each key the record that a row of the file first brought it to. */
  brought: Map<string, Candidate<V>>
  /** Records of the database that rows of the file change. */
  changed: Map<number, Candidate<V>>
}

/**
 * Decides what becomes of rows, which come in the file's order: each is compared with the database and, over it, with
 * what earlier rows make of it: about 1.3 KB a row, for which a worker's heap has room up to the limit of rows.
 */
export function matcher<V extends object>(records: MatchRules<V>, on_duplicate: OnDuplicate) {
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

/** The records of the database that have these keys, as earlier rows leave them. */
async function storedBy<V extends object>(keys: string[], { find, load, changed }: Matching<V>) {
  const found = await find(keys)
  const candidates = new Map<number, Candidate<V>>()
  for (const { id, called, values } of await load([...new Set(found.values())]))
    candidates.set(id, changed.get(id) ?? { target: { id }, called, now: values, changed: false })
  return (key: string) => candidates.get(found.get(key) ?? 0)
}

/** The record behind a row's strongest key; one that an earlier row took a key from no longer has it. */
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

/** A row that is no record yet: it becomes one, if nothing in it is wrong. */
function create<V extends object>(line: number, values: V, matching: Matching<V>): Decision<V> {
  const whole = matching.whole(values)
  if ('wrong' in whole) return { action: 'reject', reasons: whole.wrong }
  const now = matching.on_duplicate === 'skip' ? undefined : whole.values
  bring({ target: { line }, called: '', now, changed: false }, whole.values, matching)
  return { action: 'create', reasons: [], values: whole.values }
}

/** A row that is a record already: it changes what it may of it. */
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
  bring(candidate, candidate.now as V, matching)
  if ('id' in target) matching.changed.set(target.id, candidate)
  return { action: 'update', reasons: fields.map((field) => ({ field, key: 'imports.will_change' })), target, changes }
}

/** Remembers a record by those of its keys that no earlier row brought. */
function bring<V extends object>(candidate: Candidate<V>, values: V, matching: Matching<V>): void {
  for (const key of keysIn(values, matching)) if (!matching.brought.has(key)) matching.brought.set(key, candidate)
}

/** Why a row is taken for a record: by which of its fields, and who or which line that is. */
const sameAs = ({ target, called }: Candidate<unknown>, said: RecordKey['said']): FieldError =>
  'id' in target
    ? { ...said, values: { who: called } }
    : { field: said.field, key: 'imports.same_as_line', values: { line: target.line } }

/** What the row says otherwise; a blank cell says nothing. */
function changesOf<V extends object>(now: V, wanted: V, mode: 'fill' | 'overwrite'): Partial<V> {
  const changed = Object.entries(wanted).filter(([field, value]) => {
    const old = (now as Record<string, unknown>)[field] ?? null
    return value !== null && value !== undefined && value !== old && (mode === 'overwrite' || old === null)
  })
  return Object.fromEntries(changed) as Partial<V>
}
