import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteOldFailures } from '../accounts/sign-in/failures-repository.ts'
import { analyze } from '../database/database.ts'
import { deleteFinishedJobs } from '../jobs/runner.ts'
import { exportFolder } from '../lists/export.ts'
import { markForOptimize, optimizeIndexes } from '../lists/search/merge-index.ts'
import { deleteOldNotifications } from '../notifications/repository.ts'
import { log } from '../web/middleware/log.ts'
import { temporaryUploadFolder } from '../web/parse-body.ts'
import { deleteExpired } from '../web/session/session-store.ts'

const logFailure = (err: unknown): void => log.error({ err }, 'recurring work failed')

/**
 * Starts all recurring work; intervals are in minutes. Returns a function that stops it and waits for what is running.
 */
export function startSchedule(): () => Promise<void> {
  const stops = [
    runEvery(10, deleteExpired, logFailure),
    runEvery(60, deleteOldFailures, logFailure),
    runEvery(60, () => deleteOldFiles(temporaryUploadFolder(), 24), logFailure),
    runEvery(60, () => deleteOldFiles(exportFolder(), 24), logFailure),
    runEvery(60, () => deleteFinishedJobs(30), logFailure),
    runEvery(60, () => deleteOldNotifications(90), logFailure),
    runEvery(24 * 60, analyze, logFailure),
    runEvery(24 * 60, async () => markForOptimize(), logFailure),
    runEvery(30, optimizeIndexes, logFailure),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

/**
 * Runs `work` repeatedly, `minutes` minutes after it last ended; a failure is reported and does not stop it. Returns a
 * function that stops it and waits for the current run. A long run should check `shouldContinue` and end when it is false.
 */
export function runEvery(
  minutes: number,
  work: (shouldContinue: () => boolean) => Promise<unknown>,
  report: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let current: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const scheduleNext = (): void => {
    timer = setTimeout(() => {
      current = work(() => !stopped)
        .catch(report)
        .finally(() => {
          if (!stopped) scheduleNext()
        })
    }, minutes * 60_000).unref()
  }
  scheduleNext()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}

/**
 * Deletes files older than `hours` hours from a folder: left by a killed process or a lost connection. Returns how
 * many.
 */
export async function deleteOldFiles(folder: string, hours: number): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    const info = await stat(path).catch(() => undefined)
    if (!info?.isFile() || Date.now() - info.mtimeMs < hours * 3_600_000) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
