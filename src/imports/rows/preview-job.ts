import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { z } from 'zod'
import { UnreadableFile } from '../../csv/unreadable-file.ts'
import { transaction } from '../../database/database.ts'
import { isDiskFullCode } from '../../database/error-codes.ts'
import type { FieldError } from '../../i18n/error-classes.ts'
import { job } from '../../jobs/job-queue.ts'
import { runInWorker } from '../../jobs/worker-pool.ts'
import { timestamp } from '../../values/clock.ts'
import { type FileHead, planRowsTask } from '../file/file-tasks.ts'
import type { Mapping } from '../file/header.ts'
import { importContext } from '../file/parse-cells.ts'
import { type Import, importById, updateImport } from '../repository.ts'
import { deleteOldImportFilesAndRows, uploadedFilePath } from '../uploaded-files.ts'
import {
  deleteStagedBatch,
  insertStagedRows,
  type ParsedFileRow,
  updateStagedRowActions,
  updateStagedRowCounts,
} from './rows-repository.ts'

/** Reads an import's file and decides its rows in the background. */
export const planImportJob = job(
  'imports.plan',
  z.object({ import_id: z.number(), plan: z.number() }),
  async ({ import_id, plan }) => {
    await planImport(import_id, plan)
    await deleteOldImportFilesAndRows()
  },
  ({ import_id }, code) => failImport(import_id, failureReason(code)),
)

/** Somebody requested a newer plan meanwhile. */
class Outdated extends Error {}

/** Plans an import: stages every row with its action, writes nothing else. Does nothing if this plan is outdated. */
export async function planImport(import_id: number, plan: number): Promise<void> {
  const record = await loadIfCurrent(import_id, plan)
  if (!record) return
  try {
    while (await transaction(() => deleteStagedBatch(import_id)));
    const findings = await stageFile(record)
    await transaction(async () => {
      if (!(await loadIfCurrent(import_id, plan))) return
      await updateStagedRowActions(import_id, findings.corrected)
      const { rows } = await updateStagedRowCounts(import_id)
      if (rows === 0) return failImport(import_id, { field: 'file', key: 'imports.unreadable_no_rows' })
      await updateImport(import_id, {
        state: 'preview',
        unknown_people: JSON.stringify(findings.unknown),
        ambiguous_day: findings.ambiguous,
      })
    })
  } catch (error) {
    if (error instanceof Outdated) return
    const reason = unreadableReason(error)
    if (!reason) throw error
    await transaction(() => failImport(import_id, reason))
  }
}

async function loadIfCurrent(import_id: number, plan: number): Promise<Import | undefined> {
  const record = await importById(import_id)
  return record?.state === 'reading' && record.plan === plan ? record : undefined
}

/** The worker reads and decides; this thread stores each batch before it requests the next. */
async function stageFile(record: Import): Promise<FileHead> {
  const { id, kind, encoding } = record
  const { port1: localPort, port2: workerPort } = new MessageChannel()
  const failureOf = storeBatches(record, localPort)
  try {
    const [mapping, context] = [JSON.parse(record.mapping) as Mapping, await importContext(record)]
    const findings = await runInWorker(
      planRowsTask,
      { kind, path: uploadedFilePath(id), encoding, mapping, given: context },
      { port: workerPort },
    )
    if (failureOf()) throw failureOf()
    return findings
  } finally {
    localPort.close()
  }
}

/**
 * Stores each batch from the port and requests the next, until one fails; returns a function that returns the error.
 */
function storeBatches(record: Import, port: MessagePort): () => unknown {
  let rows = 0
  let failure: unknown
  const store = (batch: ParsedFileRow[]) =>
    transaction(async () => {
      if (!(await loadIfCurrent(record.id, record.plan))) throw new Outdated()
      await insertStagedRows(record.id, batch)
      rows += batch.length
      await updateImport(record.id, { rows })
    })
  port.on('message', (batch: ParsedFileRow[]) => {
    store(batch).then(
      () => port.postMessage(true),
      (error: unknown) => {
        failure = error
        port.postMessage(false)
      },
    )
  })
  return () => failure
}

/** Marks an import as failed, with a message for its page. Call in a transaction. */
export const failImport = (import_id: number, wrong: FieldError): Promise<void> =>
  updateImport(import_id, { state: 'failed', error: JSON.stringify(wrong), finished_at: timestamp() })

/** The message for a failed import job, by the job's error code. */
export const failureReason = (code: string): FieldError => ({
  field: 'file',
  key: isDiskFullCode(code) ? 'imports.failed_full' : 'imports.failed_unexpectedly',
})

/** The message for a file that can't be read as a table; undefined for other errors. */
export function unreadableReason(error: unknown): FieldError | undefined {
  if (error instanceof UnreadableFile) {
    const values = { line: error.line ?? 0, limit: error.limit ?? 0 }
    return { field: 'file', key: `imports.unreadable_${error.code}`, values }
  }
  const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return gone ? { field: 'file', key: 'imports.unreadable_gone' } : undefined
}
