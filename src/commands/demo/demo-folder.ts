import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder is not the demonstration's: whatever is in it is somebody's. */
export class ForeignFolder extends Error {}

const marker = (folder: string): string => join(folder, 'made-on')

/** Whether the folder holds the department of this day. */
export const holdsDemoOf = (folder: string, day: string): boolean =>
  existsSync(marker(folder)) && readFileSync(marker(folder), 'utf8') === day

/** Makes the folder anew; one that was begun or made before is thrown away. Throws ForeignFolder for any other that is not empty. */
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

/** Says that the department of this day is complete. */
export const markDemoComplete = (folder: string, day: string): void => writeFileSync(marker(folder), day)
