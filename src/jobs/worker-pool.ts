import type { MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { type Settings, settings } from '../settings.ts'
import { deserializeError, type TaskOutcome } from './error-serialization.ts'
import type { Task } from './task.ts'
import type { TaskCall } from './worker-entry.ts'

/** Threads run built code, also where this file itself runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/src/worker/worker.js' : '../worker/worker.js',
  import.meta.url,
)

interface Extra {
  /** Handed over to the task, for its progress. */
  port?: MessagePort
  /** After so many milliseconds the worker is ended and the caller gets an error. */
  within?: number
}

/** Worker threads that serve one installation. */
export interface Workers {
  run<Ask, Answer>(task: Task<Ask, Answer>, ask: Ask, extra?: Extra): Promise<Answer>
  /** Lets what is under way end, then ends the threads. */
  close(): Promise<void>
}

const longest = 10 * 60_000

/** In megabytes: a thread that may take more clears up later, and one that needs more fails its task instead of the program. */
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 }

/** Starts two workers; one that dies fails its task alone and is replaced. */
export function workers(given: Settings, file = workerFile): Workers {
  const pool: Piscina<TaskCall, TaskOutcome> = new Piscina({
    filename: file.href,
    minThreads: 2,
    maxThreads: 2,
    // Waiting asleep for the next task would hold up what a task still has to finish.
    atomics: 'disabled',
    execArgv: [],
    resourceLimits: memory,
    workerData: { settings: given },
  })
  // A worker that dies between tasks: there is no caller to tell, and another takes its place.
  pool.on('error', () => undefined)
  return {
    async run<Ask, Answer>({ name }: Task<Ask, Answer>, ask: Ask, { port, within = longest }: Extra = {}) {
      const outcome = await pool.run(
        { name, ask, port },
        { signal: AbortSignal.timeout(within), ...(port && { transferList: [port] }) },
      )
      if ('error' in outcome) throw deserializeError(outcome.error)
      return outcome.answer as Answer
    },
    close: () => pool.close(),
  }
}

let current: { for: Settings; workers: Workers } | undefined

/**
 * Runs a task in a worker thread and gives its answer. Throws what the task throws (Unreadable and ValidationError as themselves),
 * or an error when the worker died or took too long. The threads start with the first task.
 */
export async function inWorker<Ask, Answer>(task: Task<Ask, Answer>, ask: Ask, extra?: Extra): Promise<Answer> {
  let mine = current
  if (mine?.for !== settings()) {
    // Nothing is awaited between the look and the start, or two first tasks would each start a pool.
    const before = closePool()
    mine = { for: settings(), workers: workers(settings()) }
    current = mine
    await before
  }
  return mine.workers.run(task, ask, extra)
}

/** Ends the worker threads when their tasks are done; the next task would start new ones. */
export async function closePool(): Promise<void> {
  const closing = current
  current = undefined
  await closing?.workers.close()
}
