import { shelvesInMemory, shelvesOnDisk } from '../database/shelves.ts'
import { Refusal, Refusals, type Wrong } from '../i18n/refusal.ts'
import type { Corrected, FileRow, Given, Judged, Planner, Staged, Writing } from './definition.ts'
import { type Decision, ledger, type Records, type Target } from './ledger.ts'

/** Plans a file whose rows are records. */
export function recordPlanner<V extends object, P>(room: Records<V, P>, given: Given): Planner {
  const known = shelvesOnDisk()
  const book = ledger(room, given, known)
  return {
    async judge(rows) {
      const read = rows.map((row) => readRow(room, row))
      const good = read.flatMap((one) => ('values' in one ? [one] : []))
      const decisions = await book.decide(good)
      const byLine = new Map(good.map(({ line }, index) => [line, decisions[index]]))
      return read.map((one) => judged(one, byLine.get(one.line), room))
    },
    async end() {
      known.end()
      return []
    },
  }
}

type ReadRow<V> = { line: number; values: V } | { line: number; verdict: 'reject' | 'skip'; reasons: Wrong[] }

function readRow<V extends object, P>(room: Records<V, P>, { line, fields }: FileRow): ReadRow<V> {
  try {
    return { line, values: room.read(fields) }
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Refusals)) throw error
    const reasons = error.wrong
    const leftOut = reasons.some(({ key }) => key === 'imports.left_out')
    return { line, verdict: leftOut ? 'skip' : 'reject', reasons }
  }
}

function judged<V extends object, P>(
  row: ReadRow<V>,
  decision: Decision<V> | undefined,
  { prepare }: Records<V, P>,
): Judged {
  const base = { line: row.line, lead: row.line, target_id: null, planned: null, reasons: [] }
  if ('verdict' in row) return { ...base, verdict: row.verdict, reasons: row.reasons }
  if (!decision || decision.verdict === 'reject')
    return { ...base, verdict: 'reject', reasons: decision?.reasons ?? [] }
  if (decision.verdict === 'create')
    return { ...base, verdict: 'create', planned: { values: row.values, prepared: prepare(decision.values) } }
  const target_id = 'id' in decision.target ? decision.target.id : null
  if (decision.verdict === 'skip') return { ...base, verdict: 'skip', target_id, reasons: decision.reasons }
  const reasons = Object.keys(decision.changes).map((field): Wrong => ({ field, key: 'imports.will_change' }))
  return { ...base, verdict: 'update', target_id, reasons, planned: { values: row.values } }
}

/** Writes such rows: each is matched again, as somebody may have added the same since it was planned. */
export function recordWriting<V extends object, P>(room: Records<V, P>, given: Given): Writing {
  const book = ledger(room, given, shelvesInMemory())
  return {
    async write(staged) {
      const rows = staged.map(planned<V, P>)
      const decisions = await book.decide(rows)
      const made = await insertAll(room, rows, decisions)
      const corrected: Corrected[] = []
      for (const [index, decision] of decisions.entries()) {
        const { line, verdict } = rows[index] as Planned<V, P>
        if (decision.verdict === 'update') await room.update(idOf(decision.target, made), decision.changes)
        if (decision.verdict !== verdict)
          corrected.push({
            line,
            lead: line,
            verdict: decision.verdict,
            reasons: 'reasons' in decision ? decision.reasons : [],
          })
      }
      book.forget()
      return corrected
    },
  }
}

interface Planned<V, P> {
  line: number
  verdict: Staged['verdict']
  values: V
  prepared: P | undefined
}

function planned<V, P>({ line, verdict, planned }: Staged): Planned<V, P> {
  const { values, prepared } = planned as { values: V; prepared?: P }
  return { line, verdict, values, prepared }
}

/** Adds the records that are new; returns line → id. */
async function insertAll<V extends object, P>(
  room: Records<V, P>,
  rows: Planned<V, P>[],
  decisions: Decision<V>[],
): Promise<Map<number, number>> {
  const fresh = decisions.flatMap((decision, index) => {
    const row = rows[index]
    if (decision.verdict !== 'create' || !row) return []
    return [{ line: row.line, values: decision.values, prepared: row.prepared ?? room.prepare(decision.values) }]
  })
  const ids = fresh.length > 0 ? await room.insert(fresh) : []
  return new Map(fresh.map(({ line }, index) => [line, ids[index] ?? 0]))
}

function idOf(target: Target, made: Map<number, number>): number {
  const id = 'id' in target ? target.id : made.get(target.line)
  if (!id) throw new Error('the record of an earlier row was not made')
  return id
}
