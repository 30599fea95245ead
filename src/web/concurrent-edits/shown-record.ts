import { changesSince } from '../../history/changes-since.ts'
import type { TrackedTable } from '../../history/tracked-tables.ts'
import type { MessageKey } from '../../i18n/messages.ts'

/** A record as a form was shown it, and what has changed in it since. */
export interface ShownRecord<R> {
  record: R
  /** Fingerprints of fields whose old value is not known. */
  fingerprints: Record<string, string>
  fields: string[]
  /** The names of those who changed them. */
  by: string[]
  /** The prefix of the fields' message keys. */
  labels: string
}

/** What others saved while a form was open and the form has kept. */
export interface SavedMeanwhile {
  by: string[]
  labels: MessageKey[]
}

/** Finds a tracked record as it was at a version, by its history; undefined if that does not hold all changes since. */
export const shownByHistory =
  <R extends { id: number; version: number }>(table: TrackedTable, labels: string = table) =>
  async (record: R, version: string): Promise<ShownRecord<R> | undefined> => {
    const isEarlier = /^[1-9]\d{0,9}$/.test(version) && Number(version) < record.version
    const changes = isEarlier ? await changesSince(table, record.id, Number(version)) : undefined
    return changes && { ...changes, record: { ...record, ...changes.old }, labels }
  }
