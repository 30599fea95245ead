import { DatabaseBusy, isLeaderProcess, reader, sqlDialect, transaction, writer } from '../database/database.ts'
import { errorCode, isDatabaseUnavailableCode } from '../database/error-codes.ts'
import type { Row } from '../database/tables.ts'
import { ValidationError, ValidationErrors } from '../i18n/error-classes.ts'
import { currentInstant, timestamp } from '../values/clock.ts'
import { findDeclaredJob, onEnqueue } from './job-queue.ts'

type JobRow = Row<'jobs'>

const maxAttempts = 3
/** Milliseconds between two looks for work; other processes on the same database do not announce theirs. */
const pollIntervalMs = { sqlite: 30_000, postgres: 2_000 }

let lastRun: Promise<unknown> = Promise.resolve()
let stopping = false
let started = false
const silent = (): void => undefined
let report: (error: unknown, job: string) => void = silent

/** Runs all jobs that are due, in order, including those they enqueue. Returns how many ran. */
export function runDueJobs(): Promise<number> {
  const run = lastRun.then(drain)
  lastRun = run.catch((error: unknown) => report(error, 'runner'))
  return run
}

/**
 * Starts the runner of the main process: runs what a killed process left unfinished, then new jobs as they are
 * enqueued. Of several processes on one database only the leader runs jobs. Returns a function that stops it after the
 * current job.
 */
export function startRunner(onError: typeof report): () => Promise<void> {
  report = onError
  stopping = false
  started = true
  const runSoon = () => void runDueJobs().catch(() => undefined)
  onEnqueue(runSoon)
  runSoon()
  const timer = setInterval(runSoon, pollIntervalMs[sqlDialect().name]).unref()
  return async () => {
    stopping = true
    started = false
    clearInterval(timer)
    onEnqueue(() => undefined)
    await lastRun
    stopping = false
    report = silent
  }
}

/** Whether this process runs the jobs. */
const runsJobs = async (): Promise<boolean> => !started || (await isLeaderProcess())

/**
 * Queues jobs again that were left running because the process was killed or the database was locked, full or
 * unavailable; after three attempts they fail.
 */
async function requeueInterrupted(): Promise<void> {
  const interrupted = await reader().selectFrom('jobs').selectAll().where('state', '=', 'running').execute()
  for (const row of interrupted)
    if (row.attempts < maxAttempts) await mark(row.id, { state: 'waiting' })
    else await fail(row, 'interrupted')
}

/** Deletes jobs that were completed more than `days` days ago; failed ones are kept. */
export const deleteFinishedJobs = (days: number): Promise<void> =>
  transaction(async () => {
    const before = new Date(currentInstant().getTime() - days * 86_400_000).toISOString()
    await writer().deleteFrom('jobs').where('state', '=', 'done').where('finished_at', '<', before).execute()
  })

async function drain(): Promise<number> {
  if (await runsJobs()) await requeueInterrupted()
  for (let ran = 0; ; ran++) {
    const claimed = stopping || !(await runsJobs()) ? undefined : await claimNext()
    if (!claimed) return ran
    await perform(claimed)
  }
}

/** Marks the next due job as running. The query is outside a transaction, because mostly there is none. */
async function claimNext(): Promise<JobRow | undefined> {
  const next = await reader()
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('run_at', '<=', timestamp())
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (next) await mark(next.id, { state: 'running', attempts: next.attempts + 1 })
  return next
}

async function perform(claimed: JobRow): Promise<void> {
  try {
    const job = findDeclaredJob(claimed.name)
    if (!job) throw Object.assign(new Error(`no job is called ${claimed.name}`), { code: 'unknown_job' })
    await job.run(JSON.parse(claimed.payload), claimed.user_id === null ? null : { id: claimed.user_id })
  } catch (error) {
    // The job stays marked as running and is tried again: by then the database may be available.
    if (error instanceof DatabaseBusy || isDatabaseUnavailableCode(errorCode(error))) throw error
    report(error, claimed.name)
    return fail(claimed, failureCode(error))
  }
  await mark(claimed.id, { state: 'done', finished_at: timestamp() })
}

async function fail({ id, name, payload }: JobRow, error: string): Promise<void> {
  const columns = { state: 'failed' as const, error, finished_at: timestamp() }
  try {
    await transaction(async () => {
      await mark(id, columns)
      await findDeclaredJob(name)?.failed(JSON.parse(payload), error)
    })
  } catch (callbackError) {
    report(callbackError, name)
    await mark(id, columns)
  }
}

const mark = (id: number, columns: Partial<Pick<JobRow, 'state' | 'attempts' | 'error' | 'finished_at'>>) =>
  transaction(() => writer().updateTable('jobs').set(columns).where('id', '=', id).execute())

/** The code shown on the maintenance page: a validation error's message key, the error's own code, or 'unexpected'. */
function failureCode(error: unknown): string {
  if (error instanceof ValidationError || error instanceof ValidationErrors) return error.errors[0]?.key ?? 'refused'
  return errorCode(error) ?? 'unexpected'
}
