import { z } from 'zod'
import { afterCommit, checkpointWal, transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { job } from '../../jobs/job.ts'
import { markForOptimize } from '../../lists/search/index-maintenance.ts'
import { indexAbove, newestId } from '../../lists/search/search-index.ts'
import { timestamp } from '../../values/clock.ts'
import { definitionOf } from '../definition.ts'
import { importContext } from '../file/parse-cells.ts'
import { importById, updateImport } from '../repository.ts'
import { removeUploadedFile } from '../uploaded-files.ts'
import { failImport, failureReason } from './preview-job.ts'
import { correctRows, countRows, rowsToWrite } from './rows-repository.ts'

/** Writes an import's rows, in the background. */
export const commitImportJob = job(
  'imports.commit',
  z.object({ import_id: z.number() }),
  ({ import_id }) => commitImport(import_id),
  ({ import_id }, code) => failImport(import_id, failureReason(code)),
)

/** After so many rows the search indexes are worth merging: others' too, which follow from customers' names. */
const many = 1000

/** Rows written so far of the imports that are running in this process: nobody else sees an open transaction. */
const written = new Map<number, number>()

/** How many rows of an import this process has written so far. */
export const rowsWritten = (import_id: number): number => written.get(import_id) ?? 0

/**
 * Writes all that an import payload, or nothing: one transaction, which also says that it is done, so twice is as once.
 * `from` is the state it must be in: a command that no queue would take up again goes straight from the preview.
 */
export async function commitImport(import_id: number, from: 'running' | 'preview' = 'running'): Promise<void> {
  try {
    await checkpointWal()
    await transaction(async () => {
      const record = await importById(import_id)
      if (record?.state !== from) return
      const given = await importContext(record)
      const { kind, writing } = definitionOf(record.kind)
      const write = writing(given)
      const before = await newestId(kind)
      for await (const rows of rowsToWrite(import_id)) {
        await correctRows(import_id, await write(rows))
        written.set(import_id, rowsWritten(import_id) + rows.length)
      }
      await indexAbove(kind, before)
      const counts = await countRows(import_id)
      await updateImport(import_id, { state: 'done', finished_at: timestamp() })
      if (rowsWritten(import_id) >= many) afterCommit(markForOptimize)
      await recordEvent('imports', import_id, 'imported', { details: { kind: record.kind, ...counts } }, given.by)
      afterCommit(() => void removeUploadedFile(import_id))
    })
  } finally {
    written.delete(import_id)
  }
}
