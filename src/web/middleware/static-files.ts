import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import { root } from '../../root-folder.ts'
import { publicFolder, publicVersion } from '../asset.ts'
import { setStaticContentType } from './headers.ts'

/** Serves public/: for a year under a versioned path, for an hour otherwise. Browser libraries are cached for a day. */
export function serveFiles(): RequestHandler {
  const serve = (maxAge: string, immutable = false) =>
    express.static(publicFolder, { index: false, maxAge, immutable, setHeaders: setStaticContentType })
  // In development, changed files must be visible at once.
  const always = process.env.NODE_ENV === 'development' ? serve('0') : serve('1y', true)
  const files = Router()
    .use(`/v/${publicVersion}`, always)
    // The page was rendered by another version, as during an update of several processes; our file may differ from the
    // one it expects, so it must not be cached.
    .use('/v/:other', serve('0'))
    .use(serve('1h'))
    .use('/vendor/chart.js', library('chart.js'))
    .use('/vendor/idiomorph', library('idiomorph'))
  // Page paths have no extension; skipping them here saves a look at the disk.
  return (req, res, next) => (extname(req.path) === '' ? next() : files(req, res, next))
}

const library = (name: string): RequestHandler =>
  express.static(fileURLToPath(new URL(`node_modules/${name}/dist`, root)), { index: false, maxAge: '1d' })
