import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { MessagePort } from 'node:worker_threads'
import { workerData } from 'node:worker_threads'
import { useDatabase } from '../database/database.ts'
import { openToRead } from '../database/open.ts'
import { configure, type Settings, settings } from '../settings.ts'
import { serializeError, type TaskOutcome } from './error-serialization.ts'
import type { AnyTask, Task } from './task.ts'

/** What the main thread sends to a worker. */
export interface TaskCall {
  name: string
  ask: unknown
  port: MessagePort | undefined
}

let ready: Promise<void> | undefined

/** What a worker thread does: finds the task by its name and runs it over a read-only connection of its own. */
export const serve =
  (tasks: AnyTask[]) =>
  async ({ name, ask, port }: TaskCall): Promise<TaskOutcome> => {
    try {
      ready ??= prepare()
      await ready.catch((error: unknown) => {
        // The next task tries again.
        ready = undefined
        throw error
      })
      const found = tasks.find((one) => one.name === name) as Task<unknown, unknown> | undefined
      if (!found) throw new Error(`no task is called ${name}: list it in worker/registry.ts`)
      return { answer: await found.run(ask, port) }
    } catch (error) {
      return { error: serializeError(error) }
    } finally {
      port?.close()
    }
  }

/** At the first task rather than at the start, so that a database that won't open is that caller's error. */
async function prepare(): Promise<void> {
  stepBack()
  // Piscina hands its own data first, ours last.
  const [given] = [workerData as unknown].flat().slice(-1) as [{ settings: Settings }]
  configure(given.settings)
  useDatabase(await openToRead(settings()))
}

/**
 * Lowers the priority of this thread below those that answer people: with few processors a report would take half of the
 * time that pages need (limit: a customer's page under reports, p99 at most 50 ms). Linux has a priority for each thread
 * and says which thread one is; elsewhere nothing changes.
 */
function stepBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    if (Number.isSafeInteger(thread) && thread > 0) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Without /proc, or where it is not allowed.
  }
}
