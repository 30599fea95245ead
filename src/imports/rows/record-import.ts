import { ValidationError, ValidationErrors } from '../../i18n/errors.ts'
import type { ImportContext, Planner, RowDecision, StagedRow, WriteRows } from '../definition.ts'
import { type Decision, type MatchRules, type MatchTarget, matcher } from './matching.ts'

/** A record to be added, with what was made ready for it while planning. */
export interface NewRecord<V, P> {
  line: number
  values: V
  prepared: P
}

/** What a feature tells of records that stand in a row each. */
export interface RecordImport<V extends object, P> extends MatchRules<V> {
  /** Reads the cells by the rules of the form, each alone. Throws ValidationErrors. */
  read(fields: Record<string, string>): V
  /** What is slow to make and can be made before the transaction. */
  prepare(values: V): P
  /** Adds them; returns their ids in the same order. */
  insert(rows: NewRecord<V, P>[]): Promise<number[]>
  update(id: number, changes: Partial<V>): Promise<void>
}

/** What is staged of a row. */
interface Planned<V, P> {
  values: V
  prepared?: P
}

/** Plans a file whose rows are records. */
export function recordPlanner<V extends object, P>(records: RecordImport<V, P>, given: ImportContext): Planner {
  const decide = matcher(records, given.on_duplicate)
  return {
    async judge(rows) {
      const read = rows.map(({ line, fields }) => ({ line, ...readFields(records, fields) }))
      const good = read.flatMap((row) => ('values' in row ? [row] : []))
      const decisions = await decide(good)
      return read.map((row): RowDecision => {
        const decision = 'values' in row ? decisions.get(row.line) : row.refused
        if (!decision) throw new Error(`nothing was decided on line ${row.line}`)
        const { action, reasons } = decision
        const target = 'target' in decision ? decision.target : undefined
        return {
          line: row.line,
          first_line: row.line,
          action,
          reasons,
          target_id: target && 'id' in target ? target.id : null,
          payload: 'values' in row ? plannedOf(row.values, decision, records) : null,
        }
      })
    },
  }
}

function readFields<V extends object, P>(
  { read }: RecordImport<V, P>,
  fields: Record<string, string>,
): { values: V } | { refused: Decision<V> } {
  try {
    return { values: read(fields) }
  } catch (error) {
    if (!(error instanceof ValidationError || error instanceof ValidationErrors)) throw error
    const reasons = error.wrong
    const leftOut = reasons.some(({ key }) => key === 'imports.left_out')
    return { refused: { action: leftOut ? 'skip' : 'reject', reasons } }
  }
}

function plannedOf<V extends object, P>(
  values: V,
  decision: Decision<V>,
  { prepare }: RecordImport<V, P>,
): Planned<V, P> | null {
  if (decision.action === 'create') return { values, prepared: prepare(decision.values) }
  return decision.action === 'update' ? { values } : null
}

/** Writes such rows: each is matched again, as somebody may have added the same since it was payload. */
export const recordWriting =
  <V extends object, P>(records: RecordImport<V, P>, given: ImportContext): WriteRows =>
  async (staged) => {
    const rows = staged.map((row) => ({ ...row, ...(row.payload as Planned<V, P>) }))
    // By now the database knows what earlier slices made.
    const decisions = await matcher(records, given.on_duplicate)(rows)
    const made = await insertAll(records, rows, decisions)
    for (const decision of decisions.values())
      if (decision.action === 'update') await records.update(idOf(decision.target, made), decision.changes)
    return rows.flatMap(({ line, first_line, action: before }) => {
      const { action, reasons } = decisions.get(line) ?? { action: before, reasons: [] }
      return action === before ? [] : [{ line, first_line, action, reasons }]
    })
  }

/** Adds the records that are new; returns line → id. */
async function insertAll<V extends object, P>(
  records: RecordImport<V, P>,
  rows: (StagedRow & Planned<V, P>)[],
  decisions: Map<number, Decision<V>>,
): Promise<Map<number, number>> {
  const fresh = rows.flatMap(({ line, prepared }) => {
    const decision = decisions.get(line)
    if (decision?.action !== 'create') return []
    return [{ line, values: decision.values, prepared: prepared ?? records.prepare(decision.values) }]
  })
  const ids = fresh.length > 0 ? await records.insert(fresh) : []
  return new Map(fresh.map(({ line }, index) => [line, ids[index] ?? 0]))
}

function idOf(target: MatchTarget, made: Map<number, number>): number {
  const id = 'id' in target ? target.id : made.get(target.line)
  if (!id) throw new Error('the record of an earlier row was not made')
  return id
}
