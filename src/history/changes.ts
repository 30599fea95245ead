import { type Key, words } from '../i18n/words.ts'
import { historyOf } from './note.ts'

/** One line of a record's history, as facts that a page makes a sentence of. */
export interface Change {
  at: string
  who: string
  what: string
  field: string | null
  /** The field's word, where its room has one. */
  label: Key | null
  old: string | null
  new: string | null
  reason: string | null
  facts: Record<string, unknown>
}

/** Whether what a line of the history keeps is a business day, to be said as days are. */
export const keepsDay = ({ field, old, new: now }: Pick<Change, 'field' | 'old' | 'new'>): boolean =>
  field === null ? /^\d{4}-\d\d-\d\d$/.test(now ?? old ?? '') : field.endsWith('_on')

/** What was done to a record, newest first; its room's words name the fields. */
export async function changesOf(subject: string, id: number, limit: number): Promise<Change[]> {
  const lines = await historyOf(subject, id, limit)
  return lines.map(({ at, who, what, field, old, new: now, reason, facts }) => ({
    at,
    who: who ?? '',
    what,
    field,
    label: field === null ? null : known(`${subject}.${field}`),
    old,
    new: now,
    reason,
    facts: facts === null ? {} : (JSON.parse(facts) as Record<string, unknown>),
  }))
}

const known = (key: string): Key | null => (key in words.en ? (key as Key) : null)
