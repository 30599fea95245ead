import type { Shelves } from '../database/shelves.ts'
import type { Wrong } from '../i18n/refusal.ts'
import type { Key } from '../i18n/words.ts'
import type { Given } from './definition.ts'

/** By what a record is known again, and what to say of it; compared as it is written. */
export interface RecordKey {
  key: string
  said: { field: string; key: Key }
}

/** A record in the database as an import compares it. */
export interface Known<V> {
  id: number
  called: string
  values: V
}

/** A record to be added, with what was made ready for it while planning. */
export interface Fresh<V, P> {
  line: number
  values: V
  prepared: P
}

/** What a room tells of records that stand in a row each. */
export interface Records<V extends object, P> {
  /** Reads the cells by the rules of the form, each alone. Throws Refusals. */
  read(fields: Record<string, string>): V
  /** What is wrong with a whole new record, or else the record with its defaults. */
  whole(values: V): { values: V } | { wrong: Wrong[] }
  /** The strongest first. */
  keysOf(values: V): RecordKey[]
  /** Records that have any of these keys: key → id. */
  find(keys: string[]): Promise<Map<string, number>>
  load(ids: number[]): Promise<Known<V>[]>
  /** What is slow to make and can be made before the transaction. */
  prepare(values: V): P
  /** Adds them; returns their ids in the same order. */
  insert(rows: Fresh<V, P>[]): Promise<number[]>
  update(id: number, changes: Partial<V>): Promise<void>
}

interface Held<V> {
  values: V
  keys: string[]
}

/** A record that a row may be: one of the database, or one that an earlier row of the file makes. */
export type Target = { id: number } | { line: number }
const nameOf = (target: Target): string => ('id' in target ? `#${target.id}` : `@${target.line}`)
/** A line as it is, an id below nothing. */
const numberOf = (target: Target): number => ('id' in target ? -target.id : target.line)
const targetOf = (number: number): Target => (number < 0 ? { id: -number } : { line: number })

export type Decision<V> =
  | { verdict: 'create'; values: V }
  | { verdict: 'update'; target: Target; changes: Partial<V> }
  | { verdict: 'skip'; target: Target; reasons: Wrong[] }
  | { verdict: 'reject'; reasons: Wrong[] }

/** What is known while a file is gone through: the database and, over it, what earlier rows make of it. */
export function ledger<V extends object, P>(
  room: Records<V, P>,
  { on_duplicate }: Pick<Given, 'on_duplicate'>,
  shelves: Shelves,
) {
  const byKey = shelves.add<number>()
  const over = shelves.add<Held<V>>()

  const note = (target: Target, values: V, keep: boolean): void => {
    const keys = room.keysOf(values).map(({ key }) => key)
    // Of two rows that have a key the first keeps it.
    for (const key of keys) if (byKey.of(key) === undefined) byKey.put(key, numberOf(target))
    // Only an update asks again what a record has become.
    if (keep) over.put(nameOf(target), { values, keys })
  }

  const decide = (line: number, values: V, found: Map<string, number>, known: Map<number, Known<V>>): Decision<V> => {
    const match = matched(values, found)
    if (!match) {
      const whole = room.whole(values)
      if ('wrong' in whole) return { verdict: 'reject', reasons: whole.wrong }
      note({ line }, whole.values, on_duplicate !== 'skip')
      return { verdict: 'create', values: whole.values }
    }
    const { target, said } = match
    const why: Wrong[] = [
      'id' in target
        ? { ...said, values: { who: known.get(target.id)?.called ?? '' } }
        : { field: said.field, key: 'imports.same_as_line', values: { line: target.line } },
    ]
    if (on_duplicate === 'skip') return { verdict: 'skip', target, reasons: why }
    const now = over.of(nameOf(target))?.values ?? ('id' in target ? known.get(target.id)?.values : undefined)
    if (!now) throw new Error(`the record of line ${line} is gone`)
    const changes = changesOf(now, values, on_duplicate)
    if (Object.keys(changes).length === 0)
      return { verdict: 'skip', target, reasons: [{ field: '', key: 'imports.changes_nothing' }] }
    note(target, { ...now, ...changes }, true)
    return { verdict: 'update', target, changes }
  }

  /** The record behind the strongest key; one that an earlier row took a key from no longer has it. */
  const matched = (values: V, found: Map<string, number>) => {
    for (const { key, said } of room.keysOf(values)) {
      const id = found.get(key)
      const held = id === undefined ? undefined : over.of(nameOf({ id }))
      if (id !== undefined && (!held || held.keys.includes(key))) return { target: { id }, said }
      const number = byKey.of(key)
      const target = number === undefined ? undefined : targetOf(number)
      if (target && (over.of(nameOf(target))?.keys.includes(key) ?? true)) return { target, said }
    }
    return undefined
  }

  return {
    async decide(rows: { line: number; values: V }[]): Promise<Decision<V>[]> {
      const keys = new Set(rows.flatMap(({ values }) => room.keysOf(values).map(({ key }) => key)))
      const found = await room.find([...keys])
      const known = new Map((await room.load([...new Set(found.values())])).map((one) => [one.id, one]))
      return rows.map(({ line, values }) => decide(line, values, found, known))
    },
    /** Once what was decided is written, the database knows it all. */
    forget() {
      shelves.clear()
    },
  }
}

/** What the row says otherwise; a blank cell says nothing. */
function changesOf<V extends object>(now: V, wanted: V, mode: 'fill' | 'overwrite'): Partial<V> {
  const changed = Object.entries(wanted).filter(([field, value]) => {
    const old = (now as Record<string, unknown>)[field] ?? null
    return value !== null && value !== undefined && value !== old && (mode === 'overwrite' || old === null)
  })
  return Object.fromEntries(changed) as Partial<V>
}
