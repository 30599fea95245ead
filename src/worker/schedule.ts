import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { forgetOldFailures } from '../accounts/sign-in/failures-repository.ts'
import { analyze } from '../database/database.ts'
import { forgetDone } from '../jobs/runner.ts'
import { exportFolder } from '../lists/export.ts'
import { markForOptimize, optimizeIndexes } from '../lists/search/index-maintenance.ts'
import { forgetRead } from '../notifications/repository.ts'
import { uploadFolder } from '../web/body.ts'
import { log } from '../web/middleware/log.ts'
import { deleteExpired } from '../web/session/session-store.ts'

const failed = (err: unknown): void => log.error({ err }, 'recurring work failed')

/** All recurring work, in minutes; returns the gentle stop of it all. */
export function startSchedule(): () => Promise<void> {
  const running = [
    runEvery(10, deleteExpired, failed),
    runEvery(60, forgetOldFailures, failed),
    runEvery(60, () => sweep(uploadFolder(), 24), failed),
    runEvery(60, () => sweep(exportFolder(), 24), failed),
    runEvery(60, () => forgetDone(30), failed),
    runEvery(60, () => forgetRead(90), failed),
    runEvery(24 * 60, analyze, failed),
    runEvery(24 * 60, async () => markForOptimize(), failed),
    runEvery(30, optimizeIndexes, failed),
  ]
  return async () => {
    await Promise.all(running.map((stop) => stop()))
  }
}

/**
 * Does the act again and again, so many minutes after it last ended; a failure is reported and not the end. Returns its
 * graceful stop; an act that takes long asks meanwhile whether it goes on.
 */
export function runEvery(
  minutes: number,
  act: (goesOn: () => boolean) => Promise<unknown>,
  report: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false
  let underWay: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const wait = (): void => {
    timer = setTimeout(() => {
      underWay = act(() => !stopped)
        .catch(report)
        .finally(() => {
          if (!stopped) wait()
        })
    }, minutes * 60_000).unref()
  }
  wait()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await underWay
  }
}

/** Removes a folder's files that are older than so many hours: what a killed process or a broken connection left. Returns how many. */
export async function sweep(folder: string, hours: number): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile() || Date.now() - found.mtimeMs < hours * 3_600_000) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}
