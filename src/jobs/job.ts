import type { z } from 'zod'
import { afterCommit, writer } from '../database/database.ts'

type By = { id: number } | null

/** What a job does; it may be run again after the process was killed, so done twice it must be as done once. */
export type JobHandler<P> = (payload: P, by: By) => Promise<unknown>

/** Work to be done later in the main process: a name and what it is told; its verb is an ordinary function that tests call directly. */
export interface Job<P> {
  name: string
  schema: z.ZodType<P>
}

/** A job as the runner knows it. */
interface Known {
  run(payload: unknown, by: By): Promise<unknown>
  failed(payload: unknown, code: string): Promise<void>
}

const known = new Map<string, Known>()

/**
 * Declares a job. Whoever can enqueue it has loaded it, and app.ts loads every feature, so the runner knows it by then.
 * `failed` puts right what depends on it once it has failed for good, in the transaction that says so.
 */
export function job<P>(
  name: string,
  schema: z.ZodType<P>,
  verb: JobHandler<P>,
  failed?: (payload: P, code: string) => Promise<void>,
): Job<P> {
  if (known.has(name)) throw new Error(`two jobs are called ${name}`)
  known.set(name, {
    run: async (payload, by) => verb(schema.parse(payload), by),
    failed: async (payload, code) => failed?.(schema.parse(payload), code),
  })
  return { name, schema }
}

/** The job of that name. */
export const jobNamed = (name: string): Known | undefined => known.get(name)

/** Before any time that the clock may be set to. */
const atOnce = new Date(0)

let wake = (): void => undefined

/** Tells the runner of new work. */
export const whenEnqueued = (act: () => void): void => {
  wake = act
}

/** Puts a job into the queue inside the act's transaction: it runs if the act is written, at once or from `at` (an instant) on. */
export async function enqueue<P>({ name, schema }: Job<P>, payload: P, by: By, at = atOnce): Promise<number> {
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
  afterCommit(() => wake())
  return id
}
