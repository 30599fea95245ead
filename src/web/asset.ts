import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../root.ts'

export const publicFolder = fileURLToPath(new URL('public', root))

/** A few letters that tell what public/ holds: others after any change of it. */
export const publicVersion = versionOf(publicFolder)

/** The address of a file of public/, such as /css/salesbook.css: another after an update, so that nobody sees the look of before. */
export const asset = (path: string): string => `/v/${publicVersion}${path}`

function versionOf(folder: string): string {
  const hash = createHash('sha256')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const path of paths.toSorted()) hash.update(`${path.slice(folder.length)}\0`).update(readFileSync(path))
  return hash.digest('hex').slice(0, 8)
}
