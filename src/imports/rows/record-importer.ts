import { ValidationError, ValidationErrors } from '../../i18n/error-classes.ts'
import type { ImportContext, Planner, RowDecision, StagedRow, WriteRows } from '../definition.ts'
import { type Decision, importRowMatcher, type MatchRules, type MatchTarget } from './record-matching.ts'

/** A record to insert, with data prepared while planning. */
export interface NewRecord<V, P> {
  line: number
  values: V
  prepared: P
}

/** How a feature imports records that are one row each. */
export interface RecordImport<V extends object, P> extends MatchRules<V> {
  /** Parses a row's cells with the form's rules. Throws ValidationErrors. */
  read(fields: Record<string, string>): V
  /** Computes slow values before the transaction. */
  prepare(values: V): P
  /** Inserts records; returns their ids in the same order. */
  insert(rows: NewRecord<V, P>[]): Promise<number[]>
  update(id: number, changes: Partial<V>): Promise<void>
}

/** The payload of a staged row. */
interface StagedPayload<V, P> {
  values: V
  prepared?: P
}

/** A planner for files in which each row is a record. */
export function importedRecordsPlanner<V extends object, P>(
  records: RecordImport<V, P>,
  context: ImportContext,
): Planner {
  const decide = importRowMatcher(records, context.on_duplicate)
  return {
    async judge(rows) {
      const parsedRows = rows.map(({ line, fields }) => ({ line, ...readFields(records, fields) }))
      const validRows = parsedRows.flatMap((row) => ('values' in row ? [row] : []))
      const decisions = await decide(validRows)
      return parsedRows.map((row): RowDecision => {
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
          payload: 'values' in row ? payloadOf(row.values, decision, records) : null,
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
    const reasons = error.errors
    const leftOut = reasons.some(({ key }) => key === 'imports.left_out')
    return { refused: { action: leftOut ? 'skip' : 'reject', reasons } }
  }
}

function payloadOf<V extends object, P>(
  values: V,
  decision: Decision<V>,
  { prepare }: RecordImport<V, P>,
): StagedPayload<V, P> | null {
  if (decision.action === 'create') return { values, prepared: prepare(decision.values) }
  return decision.action === 'update' ? { values } : null
}

/** Writes such rows. Each is matched again, since somebody may have added the same record after planning. */
export const importedRecordsWriter =
  <V extends object, P>(records: RecordImport<V, P>, context: ImportContext): WriteRows =>
  async (staged) => {
    const rows = staged.map((row) => ({ ...row, ...(row.payload as StagedPayload<V, P>) }))
    // Records of earlier batches are in the database by now.
    const decisions = await importRowMatcher(records, context.on_duplicate)(rows)
    const idsByLine = await insertAll(records, rows, decisions)
    for (const decision of decisions.values())
      if (decision.action === 'update') await records.update(idOf(decision.target, idsByLine), decision.changes)
    return rows.flatMap(({ line, first_line, action: plannedAction }) => {
      const { action, reasons } = decisions.get(line) ?? { action: plannedAction, reasons: [] }
      return action === plannedAction ? [] : [{ line, first_line, action, reasons }]
    })
  }

/** Inserts the new records; returns line → id. */
async function insertAll<V extends object, P>(
  records: RecordImport<V, P>,
  rows: (StagedRow & StagedPayload<V, P>)[],
  decisions: Map<number, Decision<V>>,
): Promise<Map<number, number>> {
  const newRows = rows.flatMap(({ line, prepared }) => {
    const decision = decisions.get(line)
    if (decision?.action !== 'create') return []
    return [{ line, values: decision.values, prepared: prepared ?? records.prepare(decision.values) }]
  })
  const ids = newRows.length > 0 ? await records.insert(newRows) : []
  return new Map(newRows.map(({ line }, index) => [line, ids[index] ?? 0]))
}

function idOf(target: MatchTarget, idsByLine: Map<number, number>): number {
  const id = 'id' in target ? target.id : idsByLine.get(target.line)
  if (!id) throw new Error('the record of an earlier row was not made')
  return id
}
