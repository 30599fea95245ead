import { z } from 'zod'
import { afterCommit, checkpointWal, transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { job } from '../../jobs/job-queue.ts'
import { markForOptimize } from '../../lists/search/merge-index.ts'
import { indexRecordsAbove, newestIdInTable } from '../../lists/search/search-index.ts'
import { timestamp } from '../../values/clock.ts'
import { importDefinitionOf } from '../definition.ts'
import { importContext } from '../file/parse-cells.ts'
import { importById, updateImport } from '../repository.ts'
import { removeImportFile } from '../uploaded-files.ts'
import { failImport, failureReason } from './preview-job.ts'
import { stagedRowsToWrite, updateStagedRowActions, updateStagedRowCounts } from './rows-repository.ts'

/** Writes an import's rows in the background. */
export const commitImportJob = job(
  'imports.commit',
  z.object({ import_id: z.number() }),
  ({ import_id }) => commitImport(import_id),
  ({ import_id }, code) => failImport(import_id, failureReason(code)),
)

/** Rows from which the search indexes are merged afterwards; customer names are also in the indexes of other tables. */
const mergeThreshold = 1000

/** Rows written so far by imports that run in this process. An open transaction is not visible elsewhere. */
const writtenByImport = new Map<number, number>()

/** Rows of an import that this process has written so far. */
export const rowsWritten = (import_id: number): number => writtenByImport.get(import_id) ?? 0

/**
 * Writes all planned rows or none. The same transaction sets the state, so running it twice has no effect. `from` is
 * the required state: the import command has no job queue and starts from 'preview'.
 */
export async function commitImport(import_id: number, from: 'running' | 'preview' = 'running'): Promise<void> {
  try {
    await checkpointWal()
    await transaction(async () => {
      const record = await importById(import_id)
      if (record?.state !== from) return
      const context = await importContext(record)
      const { kind, writing } = importDefinitionOf(record.kind)
      const write = writing(context)
      const newestBefore = await newestIdInTable(kind)
      for await (const rows of stagedRowsToWrite(import_id)) {
        await updateStagedRowActions(import_id, await write(rows))
        writtenByImport.set(import_id, rowsWritten(import_id) + rows.length)
      }
      await indexRecordsAbove(kind, newestBefore)
      const counts = await updateStagedRowCounts(import_id)
      await updateImport(import_id, { state: 'done', finished_at: timestamp() })
      if (rowsWritten(import_id) >= mergeThreshold) afterCommit(markForOptimize)
      await recordEvent('imports', import_id, 'imported', { details: { kind: record.kind, ...counts } }, context.by)
      afterCommit(() => void removeImportFile(import_id))
    })
  } finally {
    writtenByImport.delete(import_id)
  }
}
