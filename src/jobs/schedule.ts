import { study, tidy } from '../database/database.ts'
import { exportFolder } from '../lists/export.ts'
import { markGrown, mergeGrown } from '../lists/merging.ts'
import { forgetRead } from '../notifications/repository.ts'
import { uploadFolder } from '../web/body.ts'
import { log } from '../web/log.ts'
import { expire } from '../web/session-store.ts'
import { every } from './every.ts'
import { forgetDone } from './runner.ts'
import { sweep } from './sweep.ts'

const failed = (err: unknown): void => log.error({ err }, 'recurring work failed')

/** All recurring work, in minutes; returns the gentle stop of it all. */
export function startSchedule(): () => Promise<void> {
  const running = [
    every(5, tidy, failed),
    every(10, expire, failed),
    every(60, () => sweep(uploadFolder(), 24), failed),
    every(60, () => sweep(exportFolder(), 24), failed),
    every(60, () => forgetDone(30), failed),
    every(60, () => forgetRead(90), failed),
    every(24 * 60, study, failed),
    every(24 * 60, async () => markGrown(), failed),
    every(30, mergeGrown, failed),
  ]
  return async () => {
    await Promise.all(running.map((stop) => stop()))
  }
}
