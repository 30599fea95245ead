import type { MessagePort } from 'node:worker_threads'

/** Work for a worker thread. Ask and answer must survive structured cloning; the port is for progress messages. */
export interface Task<Ask, Answer> {
  name: string
  run: (ask: Ask, port?: MessagePort) => Promise<Answer>
}

/** A task of any type. */
export type AnyTask = Task<never, unknown>

/**
 * Declares a task, which worker threads find by its name. It may only read the database. Tests can call `run` directly.
 */
export const task = <Ask, Answer>(name: string, run: Task<Ask, Answer>['run']): Task<Ask, Answer> => ({ name, run })
