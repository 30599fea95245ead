import { extname } from 'node:path'
import express, { type RequestHandler, Router } from 'express'
import { publicFolder, publicVersion } from './asset.ts'
import { staticType } from './headers.ts'

/** Passes on what is no file by its name, so that no page waits for the disk to say that there is none. */
const pagesPass: RequestHandler = (req, _res, next) => next(extname(req.path) === '' ? 'router' : undefined)

/** Serves public/: where an address says its version for as long as browsers like, elsewhere for an hour. */
export function servePublic(): Router {
  const serve = (maxAge: string, immutable = false) =>
    express.static(publicFolder, { index: false, maxAge, immutable, setHeaders: staticType })
  // Whoever changes a file of it wants to see that.
  const always = process.env.NODE_ENV === 'development' ? serve('0') : serve('1y', true)
  return (
    Router()
      .use(pagesPass)
      .use(`/v/${publicVersion}`, always)
      // The page is of another version, as while several processes are updated: what we hold is not what it means.
      .use('/v/:other', serve('0'))
      .use(serve('1h'))
  )
}
