import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'
import { root } from '../../root.ts'
import { publicFolder, publicVersion } from '../asset.ts'
import { staticType } from './headers.ts'

/**
 * Serves public/, where an address says its version for as long as browsers like, elsewhere for an hour; and of libraries
 * what browsers load, for a day.
 */
export function serveFiles(): RequestHandler {
  const serve = (maxAge: string, immutable = false) =>
    express.static(publicFolder, { index: false, maxAge, immutable, setHeaders: staticType })
  // Whoever changes a file of it wants to see that.
  const always = process.env.NODE_ENV === 'development' ? serve('0') : serve('1y', true)
  const files = Router()
    .use(`/v/${publicVersion}`, always)
    // The page is of another version, as while several processes are updated: what we hold is not what it means.
    .use('/v/:other', serve('0'))
    .use(serve('1h'))
    .use('/vendor/chart.js', library('chart.js'))
    .use('/vendor/idiomorph', library('idiomorph'))
  // Pages have no extension: none of them waits for the disk to say that there is no such file.
  return (req, res, next) => (extname(req.path) === '' ? next() : files(req, res, next))
}

const library = (name: string): RequestHandler =>
  express.static(fileURLToPath(new URL(`node_modules/${name}/dist`, root)), { index: false, maxAge: '1d' })
