import type { MessagePort } from 'node:worker_threads'

/** Work for a worker thread: what is asked and answered must survive structured cloning; the port is for progress. */
export interface Task<Ask, Answer> {
  name: string
  run: (ask: Ask, port?: MessagePort) => Promise<Answer>
}

export type AnyTask = Task<never, unknown>

/** A task, called by its name across the threads; a test may call `run` directly. It only reads the database. */
export const task = <Ask, Answer>(name: string, run: Task<Ask, Answer>['run']): Task<Ask, Answer> => ({ name, run })
