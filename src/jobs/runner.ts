import { DatabaseBusy, dialect, isLeader, reader, transaction, writer } from '../database/database.ts'
import { errorCode, isUnavailable } from '../database/error-codes.ts'
import type { Row } from '../database/tables.ts'
import { ValidationError, ValidationErrors } from '../i18n/errors.ts'
import { present, timestamp } from '../values/clock.ts'
import { jobNamed, whenEnqueued } from './job.ts'

type JobRow = Row<'jobs'>

const mostAttempts = 3
/** How often work is looked for; that of other processes over the same database comes unannounced. */
const patrol = { sqlite: 30_000, postgres: 2_000 }

let last: Promise<unknown> = Promise.resolve()
let stopping = false
let started = false
const silent = (): void => undefined
let report: (error: unknown, job: string) => void = silent

/** Runs every job that is due, one after another, those they enqueue too; returns how many. */
export function runDueJobs(): Promise<number> {
  const mine = last.then(drain)
  last = mine.catch((error: unknown) => report(error, 'runner'))
  return mine
}

/**
 * Starts the runner of the main process: takes up what a killed process left, then runs jobs as they come. Of several
 * processes over one database one runs them, and another takes over once it is gone.
 * Returns its gentle stop, which waits for the job under way.
 */
export function startRunner(told: typeof report): () => Promise<void> {
  report = told
  stopping = false
  started = true
  const kick = () => void runDueJobs().catch(() => undefined)
  whenEnqueued(kick)
  kick()
  const timer = setInterval(kick, patrol[dialect().name]).unref()
  return async () => {
    stopping = true
    started = false
    clearInterval(timer)
    whenEnqueued(() => undefined)
    await last
    stopping = false
    report = silent
  }
}

/** Whether this process runs the jobs. */
const leads = async (): Promise<boolean> => !started || (await isLeader())

/** Jobs that a killed process was running, or that the database broke off or could not end, being locked, full or away: again, but not for ever. */
async function takeUpInterrupted(): Promise<void> {
  const interrupted = await reader().selectFrom('jobs').selectAll().where('state', '=', 'running').execute()
  for (const one of interrupted)
    if (one.attempts < mostAttempts) await mark(one.id, { state: 'waiting' })
    else await fail(one, 'interrupted')
}

/** Forgets jobs that were done more than so many days ago; failed ones stay to be seen. */
export const forgetDone = (days: number): Promise<void> =>
  transaction(async () => {
    const before = new Date(present().getTime() - days * 86_400_000).toISOString()
    await writer().deleteFrom('jobs').where('state', '=', 'done').where('finished_at', '<', before).execute()
  })

async function drain(): Promise<number> {
  if (await leads()) await takeUpInterrupted()
  for (let ran = 0; ; ran++) {
    const taken = stopping || !(await leads()) ? undefined : await take()
    if (!taken) return ran
    await perform(taken)
  }
}

/** The job that has waited longest, marked as running; looked for outside a transaction, as mostly there is none. */
async function take(): Promise<JobRow | undefined> {
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

async function perform(taken: JobRow): Promise<void> {
  try {
    const job = jobNamed(taken.name)
    if (!job) throw Object.assign(new Error(`no job is called ${taken.name}`), { code: 'unknown_job' })
    await job.run(JSON.parse(taken.payload), taken.user_id === null ? null : { id: taken.user_id })
  } catch (error) {
    // It stays as it is, running, and is taken up again: it may well be done by then.
    if (error instanceof DatabaseBusy || isUnavailable(errorCode(error))) throw error
    report(error, taken.name)
    return fail(taken, failureCode(error))
  }
  await mark(taken.id, { state: 'done', finished_at: timestamp() })
}

async function fail({ id, name, payload }: JobRow, error: string): Promise<void> {
  const columns = { state: 'failed' as const, error, finished_at: timestamp() }
  try {
    await transaction(async () => {
      await mark(id, columns)
      await jobNamed(name)?.failed(JSON.parse(payload), error)
    })
  } catch (again) {
    report(again, name)
    await mark(id, columns)
  }
}

const mark = (id: number, columns: Partial<Pick<JobRow, 'state' | 'attempts' | 'error' | 'finished_at'>>) =>
  transaction(() => writer().updateTable('jobs').set(columns).where('id', '=', id).execute())

/** A word for the upkeep page: a refusal's key, the error's own code, else that it was unexpected. */
function failureCode(error: unknown): string {
  if (error instanceof ValidationError || error instanceof ValidationErrors) return error.wrong[0]?.key ?? 'refused'
  return errorCode(error) ?? 'unexpected'
}
