import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder was not created by the demonstration, so it must not be deleted. */
export class ForeignFolder extends Error {}

const marker = (folder: string): string => join(folder, 'made-on')

/** Whether the folder has complete demonstration data of this day. */
export const holdsDemoOf = (folder: string, day: string): boolean =>
  existsSync(marker(folder)) && readFileSync(marker(folder), 'utf8') === day

/** Deletes older demonstration data and creates the folder. Throws ForeignFolder if it has other files. */
export function createDemoFolder(folder: string): void {
  const holds = existsSync(folder) && readdirSync(folder).length > 0
  if (holds && !existsSync(marker(folder)))
    throw new ForeignFolder(
      `${folder} was not created by the demonstration, so it was left unchanged: move it away, or set DATA_DIR to another folder.`,
    )
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(marker(folder), '')
}

/** Marks the demonstration data of this day as complete. */
export const markDemoComplete = (folder: string, day: string): void => writeFileSync(marker(folder), day)
