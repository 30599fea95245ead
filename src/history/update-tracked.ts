import type { Updateable } from 'kysely'
import { transaction, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { VersionConflict } from '../i18n/error-classes.ts'
import { recordEvent } from './record-event.ts'
import { derivedColumns, type TrackedTable } from './tracked-tables.ts'

type Versioned<T extends TrackedTable> = Partial<Row<T>> & { id: number; version: number }

/**
 * The only way to change a tracked record: records each field with old and new value in the same transaction.
 * `record.version` is the version that the form was shown; `details` is stored with each event, e.g. the import id, and
 * with it the version that the record then has (changesSince() reads it).
 * Returns whether any event was recorded; throws VersionConflict.
 */
export function updateTracked<T extends TrackedTable>(
  table: T,
  record: Versioned<T>,
  changes: Updateable<Tables[T]>,
  by: { id: number },
  reason: string | null = null,
  details?: Record<string, unknown>,
): Promise<boolean> {
  return transaction(async () => {
    const old = (await writer()
      .selectFrom(table as 'users')
      .selectAll()
      .where('id', '=', record.id)
      .executeTakeFirst()) as Record<string, unknown> | undefined
    if (old?.version !== record.version) throw new VersionConflict(table, record.id)
    const next = Object.entries(changes).filter(([field, value]) => value !== undefined && value !== old[field])
    if (next.length === 0) return false
    await update(table, record.id, { ...Object.fromEntries(next), version: record.version + 1 })
    const version = record.version + 1
    const trackedFields = next.filter(([field]) => !derivedColumns.has(field))
    for (const [field, value] of trackedFields)
      await recordEvent(
        table,
        record.id,
        'changed',
        { field, old: toText(old[field]), new: toText(value), reason, details: { ...details, version } },
        by,
      )
    return trackedFields.length > 0
  })
}

/**
 * Increases a record's version without changing its columns, because something that belongs to it changes (an order's
 * lines). Throws VersionConflict.
 */
export const bumpVersion = <T extends TrackedTable>(table: T, record: { id: number; version: number }): Promise<void> =>
  transaction(async () => {
    const old = await writer()
      .selectFrom(table as 'users')
      .select('version')
      .where('id', '=', record.id)
      .executeTakeFirst()
    if (old?.version !== record.version) throw new VersionConflict(table, record.id)
    await update(table, record.id, { version: record.version + 1 })
  })

/** Writes columns derived from other records (a last contact, a search text), without a new version or an event. */
export const writeDerivedColumns = <T extends TrackedTable>(
  table: T,
  id: number,
  columns: Updateable<Tables[T]>,
): Promise<void> => update(table, id, columns)

async function update(table: TrackedTable, id: number, columns: object): Promise<void> {
  // Kysely can't type a generic table name, hence the cast.
  await writer()
    .updateTable(table as 'users')
    .set(columns)
    .where('id', '=', id)
    .execute()
}

const toText = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))
