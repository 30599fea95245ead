import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import { root } from '../../root.ts'
import { staticType } from './headers.ts'

const publicFolder = fileURLToPath(new URL('public', root))

/** A few letters that tell what public/ holds: others after any change of it. */
const publicVersion = versionOf(publicFolder)

/** The address of a file of public/, such as /css/salesbook.css: another after an update, so that nobody sees the look of before. */
export const asset = (path: string): string => `/v/${publicVersion}${path}`

/** Serves public/: where an address says its version for as long as browsers like, elsewhere for an hour. */
export function servePublic(): RequestHandler {
  const serve = (maxAge: string, immutable = false) =>
    express.static(publicFolder, { index: false, maxAge, immutable, setHeaders: staticType })
  // Whoever changes a file of it wants to see that.
  const always = process.env.NODE_ENV === 'development' ? serve('0') : serve('1y', true)
  const files = Router()
    .use(`/v/${publicVersion}`, always)
    // The page is of another version, as while several processes are updated: what we hold is not what it means.
    .use('/v/:other', serve('0'))
    .use(serve('1h'))
  // Pages have no extension: none of them waits for the disk to say that there is no such file.
  return (req, res, next) => (extname(req.path) === '' ? next() : files(req, res, next))
}

function versionOf(folder: string): string {
  const hash = createHash('sha256')
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const path of paths.toSorted()) hash.update(`${path.slice(folder.length)}\0`).update(readFileSync(path))
  return hash.digest('hex').slice(0, 8)
}
