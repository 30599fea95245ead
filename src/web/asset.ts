import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../root-folder.ts'

/** Browser libraries under /vendor/, as scripts beside our own. Idiomorph's small build sets a name; ours import it. */
export const libraryScripts: Record<string, string> = {
  '/vendor/chart.js': libraryScript('node_modules/chart.js/dist/chart.umd.min.js').replace(
    /\n\/\/# sourceMappingURL=.*/,
    '',
  ),
  '/vendor/idiomorph.js': `${libraryScript('node_modules/idiomorph/dist/idiomorph.min.js')}\nexport { Idiomorph }\n`,
}

/** The folder of the static files. */
export const publicFolder = fileURLToPath(new URL('public', root))

/** A short hash of all files in public/ and of the libraries; it changes whenever one of them changes. */
export const publicVersion = versionOf(publicFolder)

/**
 * The URL of a file in public/, such as /css/salesbook.css. It contains the version, so browsers never use an outdated
 * copy.
 */
export const asset = (path: string): string => `/v/${publicVersion}${path}`

function versionOf(folder: string): string {
  const hash = createHash('sha256')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const path of paths.toSorted()) hash.update(`${path.slice(folder.length)}\0`).update(readFileSync(path))
  for (const [path, script] of Object.entries(libraryScripts)) hash.update(`${path}\0`).update(script)
  return hash.digest('hex').slice(0, 8)
}

function libraryScript(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}
