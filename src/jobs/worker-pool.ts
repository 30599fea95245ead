import type { MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { type Settings, settings } from '../settings.ts'
import type { Task } from './declare-task.ts'
import { deserializeError, type TaskOutcome } from './error-serialization.ts'
import type { TaskCall } from './run-worker-task.ts'

/** Worker threads run built code, also when this file runs from its source. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/src/worker/worker-thread.js' : '../worker/worker-thread.js',
  import.meta.url,
)

interface RunOptions {
  /** Transferred to the task, for progress messages. */
  port?: MessagePort
  /** Milliseconds after which the worker is terminated and the call fails. */
  within?: number
}

/** A pool of worker threads for one configuration. */
export interface Workers {
  run<Ask, Answer>(task: Task<Ask, Answer>, ask: Ask, options?: RunOptions): Promise<Answer>
  /** Waits for running tasks, then ends the threads. */
  close(): Promise<void>
}

/** Milliseconds a task may take by default. */
const defaultTimeoutMs = 10 * 60_000

/**
 * Megabytes of heap per thread. A small limit makes garbage collection run earlier; exceeding it fails the task, not
 * the process.
 */
const heapLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 }

/** Starts two worker threads; if one dies, only its task fails and the thread is replaced. */
export function workers(workerSettings: Settings, file = workerFile): Workers {
  const pool: Piscina<TaskCall, TaskOutcome> = new Piscina({
    filename: file.href,
    minThreads: 2,
    maxThreads: 2,
    // With Atomics.wait between tasks, the asynchronous work that a task leaves behind would not finish.
    atomics: 'disabled',
    execArgv: [],
    resourceLimits: heapLimits,
    workerData: { settings: workerSettings },
  })
  // A worker died between two tasks: there is no caller to inform, and the pool replaces it.
  pool.on('error', () => undefined)
  return {
    async run<Ask, Answer>(
      { name }: Task<Ask, Answer>,
      ask: Ask,
      { port, within = defaultTimeoutMs }: RunOptions = {},
    ) {
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
 * Runs a task in a worker thread. Throws what the task throws (UnreadableFile and ValidationError with their classes),
 * or an error if the worker died or the time limit passed. The first task starts the threads.
 */
export async function runInWorker<Ask, Answer>(
  task: Task<Ask, Answer>,
  ask: Ask,
  options?: RunOptions,
): Promise<Answer> {
  let entry = current
  if (entry?.for !== settings()) {
    // No await between this check and the assignment, or two first tasks would each start a pool.
    const previousClosed = closeWorkerPool()
    entry = { for: settings(), workers: workers(settings()) }
    current = entry
    await previousClosed
  }
  return entry.workers.run(task, ask, options)
}

/** Ends the worker threads once their tasks are done; the next task starts new ones. */
export async function closeWorkerPool(): Promise<void> {
  const closing = current
  current = undefined
  await closing?.workers.close()
}
