import { inBatches } from '../database/batches.ts'
import { reader, writer } from '../database/database.ts'
import type { Row } from '../database/tables.ts'
import { timestamp } from '../values/clock.ts'

interface EventFields {
  field?: string
  old?: string | null
  new?: string | null
  reason?: string | null
  details?: Record<string, unknown>
}

/** Adds an event to the history, inside the action's transaction. It stores data; messages are made when it is read. */
export async function recordEvent(
  subject: string,
  subject_id: number,
  what: string,
  fields: EventFields,
  by: { id: number } | null,
): Promise<void> {
  const { details, ...rest } = fields
  await writer()
    .insertInto('history')
    .values({
      subject,
      subject_id,
      what,
      ...rest,
      details: details ? JSON.stringify(details) : null,
      user_id: by?.id ?? null,
      at: timestamp(),
    })
    .execute()
}

/** Adds the same event for many subjects. */
export async function recordEventForSubjects(
  subject: string,
  ids: number[],
  what: string,
  details: Record<string, unknown>,
  by: { id: number },
): Promise<void> {
  const line = { subject, what, details: JSON.stringify(details), user_id: by.id, at: timestamp() }
  await inBatches(ids, (batch) =>
    writer()
      .insertInto('history')
      .values(batch.map((subject_id) => ({ ...line, subject_id })))
      .execute(),
  )
}

/** A row of the history, with its author's name. */
export type HistoryEntry = Row<'history'> & { who: string | null }

/** The history of a subject, newest first. */
export const historyOf = (subject: string, id: number, limit = 200): Promise<HistoryEntry[]> =>
  reader()
    .selectFrom('history')
    .leftJoin('users', 'users.id', 'history.user_id')
    .selectAll('history')
    .select('users.name as who')
    .where('subject', '=', subject)
    .where('subject_id', '=', id)
    .orderBy('history.id', 'desc')
    .limit(limit)
    .execute()
