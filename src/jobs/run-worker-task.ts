import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import { workerData } from 'node:worker_threads'
import { useDatabase } from '../database/database.ts'
import { openToRead } from '../database/open.ts'
import { type Settings, settings, useSettings } from '../settings.ts'
import type { AnyTask, Task } from './declare-task.ts'
import { serializeError, type TaskOutcome } from './error-serialization.ts'

/** What the main thread sends to a worker. */
export interface TaskCall {
  name: string
  ask: unknown
  port: MessagePort | undefined
}

let ready: Promise<void> | undefined

/** The handler of a worker thread: runs the task with this name over the thread's own read-only connection. */
export const workerTaskHandler =
  (tasks: AnyTask[]) =>
  async ({ name, ask, port }: TaskCall): Promise<TaskOutcome> => {
    try {
      ready ??= prepare()
      await ready.catch((error: unknown) => {
        // The next task tries again.
        ready = undefined
        throw error
      })
      const task = tasks.find((candidate) => candidate.name === name) as Task<unknown, unknown> | undefined
      if (!task) throw new Error(`no task is called ${name}: list it in worker/registry.ts`)
      return { answer: await task.run(ask, port) }
    } catch (error) {
      return { error: serializeError(error) }
    } finally {
      port?.close()
    }
  }

/**
 * Runs with the first task, not at the thread's start, so that a database that can't be opened is that caller's error.
 */
async function prepare(): Promise<void> {
  lowerPriority()
  // Piscina's own data comes first, ours last.
  const [data] = [workerData as unknown].flat().slice(-1) as [{ settings: Settings }]
  useSettings(data.settings)
  useDatabase(await openToRead(settings()))
}

/**
 * Lowers this thread's priority below that of the main thread: with few processors, a report would take half of the
 * time that pages need (limit: a customer's page during reports, p99 at most 50 ms). Only Linux has a priority per
 * thread; elsewhere nothing changes.
 */
function lowerPriority(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (Number.isSafeInteger(thread) && thread > 0) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // There is no /proc, or the change is not permitted.
  }
}
