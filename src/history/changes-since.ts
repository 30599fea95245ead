import { type HistoryEntry, historyOf } from './record-event.ts'
import type { TrackedTable } from './tracked-tables.ts'

/** What has changed in a record since a version. */
export interface ChangesSince {
  /** The values that the changed fields had at that version, as the history holds them. */
  old: Record<string, unknown>
  /** For what the history has no old value of (an order's lines): the fingerprint of the old one. */
  fingerprints: Record<string, string>
  /** The changed fields, the last change first. */
  fields: string[]
  /** The names of those who changed them. */
  by: string[]
  /** The version that the first of these changes made; 0 without any. */
  lowest: number
}

interface VersionDetails {
  version?: number
  old?: unknown
  fingerprints?: Record<string, string>
}

/** Events read at most; a form that is older than that is not compared. */
const maxEvents = 500

/** The changes of a record since a version; undefined if the history does not hold all of them. */
export async function changesSince(
  table: TrackedTable,
  id: number,
  version: number,
): Promise<ChangesSince | undefined> {
  const changes: ChangesSince = { old: {}, fingerprints: {}, fields: [], by: [], lowest: 0 }
  for (const event of await historyOf(table, id, maxEvents)) {
    const details: VersionDetails = JSON.parse(event.details ?? '{}')
    if (event.what === 'created') return changes
    if (details.version === undefined && changesTheRecord.test(event.what)) break
    if (details.version === undefined) continue
    if (details.version <= version) return changes
    collect(changes, event, details)
    changes.lowest = details.version
  }
  return changes.lowest === version + 1 ? changes : undefined
}

/** Events of releases that did not store the version; those of a shipment or a payment have none. */
const changesTheRecord = /^(changed|credits_changed|lines_changed|line_.*)$/

function collect(changes: ChangesSince, event: HistoryEntry, details: VersionDetails): void {
  const name = event.field ?? event.what.replace(/_changed$/, '')
  if (details.fingerprints) {
    Object.assign(changes.fingerprints, details.fingerprints)
    addOnce(changes.fields, ...Object.keys(details.fingerprints))
  } else {
    changes.old[name] = event.field === null ? details.old : event.old
    addOnce(changes.fields, name)
  }
  addOnce(changes.by, event.who ?? '')
}

function addOnce(list: string[], ...values: string[]): void {
  for (const value of values) if (!list.includes(value)) list.push(value)
}
