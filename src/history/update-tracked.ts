import type { Updateable } from 'kysely'
import { transaction, writer } from '../database/database.ts'
import type { Row, Tables } from '../database/tables.ts'
import { VersionConflict } from '../i18n/errors.ts'
import { recordEvent } from './record-event.ts'
import { derivedColumns, type TrackedTable } from './tracked-tables.ts'

type Versioned<T extends TrackedTable> = Partial<Row<T>> & { id: number; version: number }

/**
 * The only way a tracked record changes: who, when, field, old, new, in the transaction of the change itself.
 * The record carries the version that its form was shown; details say by what it came, as an import. Returns whether anything differed; throws VersionConflict.
 */
export function updateTracked<T extends TrackedTable>(
  table: T,
  record: Versioned<T>,
  wanted: Updateable<Tables[T]>,
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
    const next = Object.entries(wanted).filter(([field, value]) => value !== undefined && value !== old[field])
    if (next.length === 0) return false
    await update(table, record.id, { ...Object.fromEntries(next), version: record.version + 1 })
    const told = next.filter(([field]) => !derivedColumns.has(field))
    for (const [field, value] of told)
      await recordEvent(
        table,
        record.id,
        'changed',
        { field, old: written(old[field]), new: written(value), reason, ...(details && { details }) },
        by,
      )
    return told.length > 0
  })
}

/** The next version of a record whose own columns stay, because what belongs to it (an order's lines) changes. Throws VersionConflict. */
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

/** Writes columns that follow from other records (a last contact, a search text): no version, no history. */
export const updateDerived = <T extends TrackedTable>(
  table: T,
  id: number,
  columns: Updateable<Tables[T]>,
): Promise<void> => update(table, id, columns)

async function update(table: TrackedTable, id: number, columns: object): Promise<void> {
  // The cast is the price of a generic table name.
  await writer()
    .updateTable(table as 'users')
    .set(columns)
    .where('id', '=', id)
    .execute()
}

const written = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))
