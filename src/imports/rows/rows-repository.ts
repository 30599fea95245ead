import { sql } from 'kysely'
import { reader, sqlDialect, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import type { CorrectedRow, RowAction, RowDecision, StagedRow } from '../definition.ts'
import { updateImport } from '../repository.ts'

type ImportRow = Row<'import_rows'>

/** A row with its action and its original cells, ready to be inserted. */
export type ParsedFileRow = Omit<ImportRow, 'import_id'>

const batchSize = 1000
/** Smaller than `batchSize`, because each statement blocks the main thread while it runs. */
const smallBatchSize = 25

/** A row's database values; computed in the worker that read it. */
export const serializedStagedRow = ({
  cells,
  reasons,
  payload,
  ...row
}: RowDecision & { cells: string[] }): ParsedFileRow => ({
  ...row,
  cells: JSON.stringify(cells),
  reasons: JSON.stringify(reasons),
  payload: payload === null ? null : JSON.stringify(payload),
})

/** Inserts staged rows. */
export async function insertStagedRows(import_id: number, rows: ParsedFileRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += smallBatchSize)
    await writer()
      .insertInto('import_rows')
      .values(rows.slice(start, start + smallBatchSize).map((row) => ({ ...row, import_id })))
      .execute()
}

/** Deletes one batch of an import's staged rows; false when none are left. */
export async function deleteStagedBatch(import_id: number): Promise<boolean> {
  const beyond = await reader()
    .selectFrom('import_rows')
    .select('first_line')
    .where('import_id', '=', import_id)
    .orderBy('first_line')
    .limit(1)
    .offset(batchSize)
    .executeTakeFirst()
  const { numDeletedRows } = await writer()
    .deleteFrom('import_rows')
    .where('import_id', '=', import_id)
    .$if(beyond !== undefined, (query) => query.where('first_line', '<', beyond?.first_line ?? 0))
    .executeTakeFirst()
  return numDeletedRows > 0n && beyond !== undefined
}

/** Updates rows whose action differs from the planned one. */
export async function updateStagedRowActions(import_id: number, corrected: CorrectedRow[]): Promise<void> {
  for (const { line, first_line, action, reasons } of corrected)
    await writer()
      .updateTable('import_rows')
      .set({ action, reasons: JSON.stringify(reasons) })
      .where('import_id', '=', import_id)
      .where('first_line', '=', first_line)
      .where('line', '=', line)
      .execute()
}

/** Counts staged rows and stores the counts in the import: records to create, update and skip, and rejected rows. */
export async function updateStagedRowCounts(import_id: number): Promise<Record<RowAction | 'rows', number>> {
  const counts = { rows: 0, create: 0, update: 0, skip: 0, reject: 0 }
  const last = await lastFirstLine(import_id)
  for (let after = 0; after < last; after += batchSize) {
    for (const { action, rows, records } of await countsIn(import_id, after)) {
      counts.rows += rows
      counts[action] += action === 'reject' ? rows : records
    }
  }
  await updateImport(import_id, {
    rows: counts.rows,
    created: counts.create,
    updated: counts.update,
    skipped: counts.skip,
    rejected: counts.reject,
  })
  return counts
}

const lastFirstLine = async (import_id: number): Promise<number> =>
  (
    await reader()
      .selectFrom('import_rows')
      .select('first_line')
      .where('import_id', '=', import_id)
      .orderBy('first_line', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.first_line ?? 0

/** Rows and records by action, for records that begin within these lines. */
const countsIn = (import_id: number, after: number) =>
  reader()
    .selectFrom('import_rows')
    .select(({ fn, ref }) => [
      'action',
      fn.countAll<number>().as('rows'),
      fn.count<number>(ref('first_line')).distinct().as('records'),
    ])
    .where('import_id', '=', import_id)
    .where('first_line', '>', after)
    .where('first_line', '<=', after + batchSize)
    .groupBy('action')
    .execute()

/** Reads the rows to write in order, in batches of whole records. */
export async function* stagedRowsToWrite(import_id: number): AsyncGenerator<StagedRow[]> {
  const from = (first_line: number) =>
    reader()
      .selectFrom('import_rows')
      .select(['line', 'first_line', 'action', 'payload'])
      .where('import_id', '=', import_id)
      .where('action', 'in', ['create', 'update'])
      .where('first_line', '>', first_line)
      .orderBy('first_line')
      .orderBy('line')
  for (let last = 0; ; ) {
    const rows = await from(last).limit(smallBatchSize).execute()
    const tail = rows.at(-1)?.first_line
    if (tail === undefined) return
    const complete = rows.length < smallBatchSize ? rows : rows.filter(({ first_line }) => first_line !== tail)
    // A record with more rows than a batch is read by itself.
    const batch = complete.length > 0 ? complete : await from(last).where('first_line', '=', tail).execute()
    last = batch.at(-1)?.first_line ?? last
    yield batch.map(({ payload, ...row }) => ({ ...row, payload: payload === null ? null : JSON.parse(payload) }))
  }
}

/** A page of an import's rows, by first line and line. */
export const stagedPage = (import_id: number, action: RowAction | null, limit: number, offset: number) =>
  reader()
    .selectFrom('import_rows')
    .select(['line', 'action', 'reasons', 'cells'])
    .where('import_id', '=', import_id)
    .$if(action !== null, (query) => query.where('action', '=', action as RowAction))
    .orderBy('first_line')
    .orderBy('line')
    .limit(limit)
    .offset(offset)
    .execute()

/** Streams the rejected rows in batches. */
export async function* rejectedRows(import_id: number): AsyncGenerator<{ cells: string[]; reasons: FieldError[] }> {
  for (let offset = 0; ; offset += batchSize) {
    const rows = await stagedPage(import_id, 'reject', batchSize, offset)
    for (const { cells, reasons } of rows) yield { cells: JSON.parse(cells), reasons: JSON.parse(reasons) }
    if (rows.length < batchSize) return
  }
}

/** Values of a field with this prefix among the staged rows. */
export async function stagedColumnValues(import_id: number, field: string, prefix: string): Promise<Set<string>> {
  const texts = new Set<string>()
  for (let last = 0; ; ) {
    const rows = await reader()
      .selectFrom('import_rows')
      .select(['first_line', sqlDialect().jsonText(sql.ref('payload'), ['values', field]).as('text')])
      .where('import_id', '=', import_id)
      .where('first_line', '>', last)
      .orderBy('first_line')
      .limit(batchSize)
      .execute()
    for (const { text } of rows) if (text?.startsWith(prefix)) texts.add(text)
    last = rows.at(-1)?.first_line ?? 0
    if (rows.length < batchSize) return texts
  }
}
