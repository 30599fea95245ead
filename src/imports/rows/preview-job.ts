import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { z } from 'zod'
import { UnreadableFile } from '../../csv/unreadable-file.ts'
import { transaction } from '../../database/database.ts'
import { isDiskFull } from '../../database/error-codes.ts'
import type { FieldError } from '../../i18n/errors.ts'
import { job } from '../../jobs/job.ts'
import { inWorker } from '../../jobs/worker-pool.ts'
import { timestamp } from '../../values/clock.ts'
import type { Mapping } from '../file/header.ts'
import { importContext } from '../file/parse-cells.ts'
import { type FileHead, planTask } from '../file/read.ts'
import { type Import, importById, updateImport } from '../repository.ts'
import { deleteOldImports, uploadedFilePath } from '../uploaded-files.ts'
import { correctRows, countRows, deleteStagedBatch, type ParsedFileRow, stageRows } from './rows-repository.ts'

/** Reads an import's file and judges its rows, in the background. */
export const planImportJob = job(
  'imports.plan',
  z.object({ import_id: z.number(), plan: z.number() }),
  async ({ import_id, plan }) => {
    await planImport(import_id, plan)
    await deleteOldImports()
  },
  ({ import_id }, code) => failImport(import_id, failureReason(code)),
)

/** Somebody has asked for another plan meanwhile. */
class Outdated extends Error {}

/** Plans an import: every row gets its action, nothing else is written. Does nothing where the plan is not wanted any more. */
export async function planImport(import_id: number, plan: number): Promise<void> {
  const record = await wanted(import_id, plan)
  if (!record) return
  try {
    while (await transaction(() => deleteStagedBatch(import_id)));
    const learnt = await readInto(record)
    await transaction(async () => {
      if (!(await wanted(import_id, plan))) return
      await correctRows(import_id, learnt.corrected)
      const { rows } = await countRows(import_id)
      if (rows === 0) return failImport(import_id, { field: 'file', key: 'imports.unreadable_no_rows' })
      await updateImport(import_id, {
        state: 'preview',
        unknown_people: JSON.stringify(learnt.unknown),
        ambiguous_day: learnt.ambiguous,
      })
    })
  } catch (error) {
    if (error instanceof Outdated) return
    const why = unreadableReason(error)
    if (!why) throw error
    await transaction(() => failImport(import_id, why))
  }
}

async function wanted(import_id: number, plan: number): Promise<Import | undefined> {
  const record = await importById(import_id)
  return record?.state === 'reading' && record.plan === plan ? record : undefined
}

/** The worker reads and judges, this side keeps each slice before it asks for the next. */
async function readInto(record: Import): Promise<FileHead> {
  const { id, kind, encoding } = record
  const { port1: here, port2: there } = new MessageChannel()
  const failureOf = keepSlices(record, here)
  try {
    const [mapping, given] = [JSON.parse(record.mapping) as Mapping, await importContext(record)]
    const learnt = await inWorker(
      planTask,
      { kind, path: uploadedFilePath(id), encoding, mapping, given },
      { port: there },
    )
    if (failureOf()) throw failureOf()
    return learnt
  } finally {
    here.close()
  }
}

/** Keeps each slice that comes through the port and asks for the next, until one can't be kept; returns what says why. */
function keepSlices(record: Import, port: MessagePort): () => unknown {
  let rows = 0
  let failure: unknown
  const keep = (slice: ParsedFileRow[]) =>
    transaction(async () => {
      if (!(await wanted(record.id, record.plan))) throw new Outdated()
      await stageRows(record.id, slice)
      rows += slice.length
      await updateImport(record.id, { rows })
    })
  port.on('message', (slice: ParsedFileRow[]) => {
    keep(slice).then(
      () => port.postMessage(true),
      (error: unknown) => {
        failure = error
        port.postMessage(false)
      },
    )
  })
  return () => failure
}

/** Says on the import's page why it came to nothing. In a transaction. */
export const failImport = (import_id: number, wrong: FieldError): Promise<void> =>
  updateImport(import_id, { state: 'failed', error: JSON.stringify(wrong), finished_at: timestamp() })

/** What to say of an import whose job failed, by the job's code. */
export const failureReason = (code: string): FieldError => ({
  field: 'file',
  key: isDiskFull(code) ? 'imports.failed_full' : 'imports.failed_unexpectedly',
})

/** What to say of a file that can't be read as a table; undefined where that is not what went wrong. */
export function unreadableReason(error: unknown): FieldError | undefined {
  if (error instanceof UnreadableFile) {
    const values = { line: error.line ?? 0, limit: error.limit ?? 0 }
    return { field: 'file', key: `imports.unreadable_${error.code}`, values }
  }
  const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return gone ? { field: 'file', key: 'imports.unreadable_gone' } : undefined
}
