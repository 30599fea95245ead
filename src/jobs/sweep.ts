import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

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
