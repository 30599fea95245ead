import type { Wrong } from '../../i18n/refusal.ts'
import type { Key } from '../../i18n/words.ts'
import type { OnDuplicate } from '../definition.ts'

/** By what a record is known again, and what to say of it; compared as it is written. */
export interface RecordKey {
  key: string
  said: { field: string; key: Key }
}

/** A record in the database as an import compares it. */
interface Known<V> {
  id: number
  called: string
  values: V
}

/** How a feature's records are told from each other. */
export interface Matchable<V extends object> {
  /** What is wrong with a whole new record, or else the record with its defaults. */
  whole(values: V): { values: V } | { wrong: Wrong[] }
  /** The strongest first. */
  keysOf(values: V): RecordKey[]
  /** Records that have any of these keys: key → id. */
  find(keys: string[]): Promise<Map<string, number>>
  load(ids: number[]): Promise<Known<V>[]>
}

/** A record that a row may be: one of the database, or one that an earlier row of the file makes. */
export type Target = { id: number } | { line: number }

export type Decision<V> =
  | { verdict: 'create'; reasons: Wrong[]; values: V }
  | { verdict: 'update'; reasons: Wrong[]; target: Target; changes: Partial<V> }
  | { verdict: 'skip'; reasons: Wrong[]; target?: Target }
  | { verdict: 'reject'; reasons: Wrong[] }

/**
 * Decides what becomes of rows, which come in the file's order: each is compared with the database and, over it, with
 * what earlier rows make of it: about 1.3 KB a row, for which a worker's heap has room up to the limit of rows.
 */
export function matcher<V extends object>(records: Matchable<V>, on_duplicate: OnDuplicate) {
  /** The record that first brought a key. */
  const byKey = new Map<string, Target>()
  /** What earlier rows make of records: new ones by their line, those of the database by their id. */
  const added = new Map<number, V>()
  const changed = new Map<number, V>()

  const earlier = (target: Target) => ('id' in target ? changed.get(target.id) : added.get(target.line))
  const keysOf = (values: V) => records.keysOf(values).map(({ key }) => key)

  const remember = (target: Target, values: V): void => {
    for (const key of keysOf(values)) if (!byKey.has(key)) byKey.set(key, target)
    // Only an update asks again what a record has become.
    if (on_duplicate === 'skip') return
    if ('id' in target) changed.set(target.id, values)
    else added.set(target.line, values)
  }

  /** The record behind a row's strongest key; one that an earlier row took a key from no longer has it. */
  const match = (values: V, found: Map<string, number>) => {
    for (const { key, said } of records.keysOf(values)) {
      const id = found.get(key)
      const target = [id === undefined ? undefined : { id }, byKey.get(key)].find((one) => {
        const now = one && earlier(one)
        return one && (!now || keysOf(now).includes(key))
      })
      if (target) return { target, said }
    }
    return undefined
  }

  const decide = (line: number, values: V, found: Map<string, number>, known: Map<number, Known<V>>): Decision<V> => {
    const matched = match(values, found)
    if (!matched) {
      const whole = records.whole(values)
      if ('wrong' in whole) return { verdict: 'reject', reasons: whole.wrong }
      remember({ line }, whole.values)
      return { verdict: 'create', reasons: [], values: whole.values }
    }
    const { target, said } = matched
    const before = 'id' in target ? known.get(target.id) : undefined
    if (on_duplicate === 'skip') return { verdict: 'skip', reasons: [sameAs(target, said, before)], target }
    const now = earlier(target) ?? before?.values
    if (!now) throw new Error(`the record of line ${line} is gone`)
    const changes = changesOf(now, values, on_duplicate)
    const decision = changing(target, changes)
    if (decision.verdict === 'update') {
      // Of a record of the database no more is kept than a row may say.
      const next = Object.keys(values).map((field) => [field, changes[field as keyof V] ?? now[field as keyof V]])
      remember(target, Object.fromEntries(next) as V)
    }
    return decision
  }

  return async (rows: { line: number; values: V }[]): Promise<Map<number, Decision<V>>> => {
    const found = await records.find([...new Set(rows.flatMap(({ values }) => keysOf(values)))])
    const known = new Map((await records.load([...new Set(found.values())])).map((one) => [one.id, one]))
    return new Map(rows.map(({ line, values }) => [line, decide(line, values, found, known)]))
  }
}

/** What becomes of a row that is the same as a record and would change this of it. */
function changing<V extends object>(target: Target, changes: Partial<V>): Decision<V> {
  const fields = Object.keys(changes)
  if (fields.length === 0) return { verdict: 'skip', reasons: [{ field: '', key: 'imports.changes_nothing' }], target }
  return {
    verdict: 'update',
    reasons: fields.map((field) => ({ field, key: 'imports.will_change' })),
    target,
    changes,
  }
}

/** Why a row is taken for a record: by which of its fields, and who or which line that is. */
const sameAs = (target: Target, said: RecordKey['said'], known: Known<unknown> | undefined): Wrong =>
  'id' in target
    ? { ...said, values: { who: known?.called ?? '' } }
    : { field: said.field, key: 'imports.same_as_line', values: { line: target.line } }

/** What the row says otherwise; a blank cell says nothing. */
function changesOf<V extends object>(now: V, wanted: V, mode: 'fill' | 'overwrite'): Partial<V> {
  const changed = Object.entries(wanted).filter(([field, value]) => {
    const old = (now as Record<string, unknown>)[field] ?? null
    return value !== null && value !== undefined && value !== old && (mode === 'overwrite' || old === null)
  })
  return Object.fromEntries(changed) as Partial<V>
}
