import type { z } from 'zod'
import { afterCommit, writer } from '../database/database.ts'

type By = { id: number } | null

/** Does a job. It may run again after the process was killed, so running it twice must have the same result as once. */
export type JobHandler<P> = (payload: P, by: By) => Promise<unknown>

/**
 * A job type for later work in the main process: its name and its payload's schema. Tests call the handler directly.
 */
export interface Job<P> {
  name: string
  schema: z.ZodType<P>
}

/** A declared job as the runner uses it. */
interface DeclaredJob {
  run(payload: unknown, by: By): Promise<unknown>
  failed(payload: unknown, code: string): Promise<void>
}

const declaredJobs = new Map<string, DeclaredJob>()

/**
 * Declares a job type. app.ts loads every feature, so the runner knows all of them. `failed` runs once the job has
 * finally failed, in the transaction that marks it so.
 */
export function job<P>(
  name: string,
  schema: z.ZodType<P>,
  handler: JobHandler<P>,
  failed?: (payload: P, code: string) => Promise<void>,
): Job<P> {
  if (declaredJobs.has(name)) throw new Error(`two jobs are called ${name}`)
  declaredJobs.set(name, {
    run: async (payload, by) => handler(schema.parse(payload), by),
    failed: async (payload, code) => failed?.(schema.parse(payload), code),
  })
  return { name, schema }
}

/** The declared job of this name. */
export const findDeclaredJob = (name: string): DeclaredJob | undefined => declaredJobs.get(name)

/** The default run time: before any time that the clock may be set to. */
const immediately = new Date(0)

let enqueueListener = (): void => undefined

/** Sets the function that is called after a job was enqueued. */
export const onEnqueue = (listener: () => void): void => {
  enqueueListener = listener
}

/**
 * Adds a job to the queue in the current transaction, so that it runs only after the commit, at once or from the
 * instant `at` on. Returns the job's id.
 */
export async function enqueueJob<P>({ name, schema }: Job<P>, payload: P, by: By, at = immediately): Promise<number> {
  const { id } = await writer()
    .insertInto('jobs')
    .values({
      name,
      payload: JSON.stringify(schema.parse(payload)),
      run_at: at.toISOString(),
      user_id: by?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  afterCommit(() => enqueueListener())
  return id
}
