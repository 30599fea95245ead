import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import { libraryScripts, publicFolder, publicVersion } from '../asset.ts'
import { setStaticContentType } from './headers.ts'

const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * Serves public/ and the browser libraries: for a year under a versioned path, for an hour otherwise. Files have two
 * headers of security only: the policies of pages are longer than most of them.
 */
export function serveFiles(): RequestHandler {
  // In development, changed files must be visible at once.
  const always = isDevelopment ? serve('public, max-age=0') : serve('public, max-age=31536000, immutable')
  const files = Router()
    .use(`/v/${publicVersion}`, always)
    // The page was rendered by another version, as during an update of several processes; our file may differ from the
    // one it expects, so it must not be cached.
    .use('/v/:other', serve('public, max-age=0'))
    .use(serve('public, max-age=3600'))
  // Page paths have no extension; skipping them here saves a look at the disk.
  return (req, res, next) => (extname(req.path) === '' ? next() : files(req, res, next))
}

/** The style sheet of all pages, and the other files of public/, with this Cache-Control. */
function serve(cacheControl: string): RequestHandler {
  const styles = joinedStyles()
  const options = { index: false, cacheControl: false, setHeaders: setStaticContentType }
  return Router()
    .use((_req, res, next) => {
      res.set({ 'X-Content-Type-Options': 'nosniff', 'Cross-Origin-Resource-Policy': 'same-origin' })
      res.set('Cache-Control', cacheControl)
      next()
    })
    .get('/css/salesbook.css', (_req, res) => void res.type('css').send(isDevelopment ? joinedStyles() : styles))
    .get(Object.keys(libraryScripts), (req, res) => void res.type('js').send(libraryScripts[req.path]))
    .use(express.static(publicFolder, options))
    .use(withoutCache, withoutCacheOnError)
}

/** It was no file: the page that answers has a Cache-Control of its own. */
const withoutCache: RequestHandler = (_req, res, next) => {
  res.removeHeader('Cache-Control')
  next()
}

const withoutCacheOnError: ErrorRequestHandler = (error, _req, res, next) => {
  res.removeHeader('Cache-Control')
  next(error)
}

const importRule = /@import url\("([^"]+)"\);/g

/**
 * The style sheet of every page: public/css/salesbook.css with the files that it imports in their place, so that a
 * browser asks once. Each stands in a cascade layer and imports nothing. Without comments and indentation.
 */
const joinedStyles = (): string =>
  readStyles('salesbook.css')
    .replace(importRule, (_, path: string) => readStyles(path))
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim()

const readStyles = (path: string): string => readFileSync(join(publicFolder, 'css', path), 'utf8')
