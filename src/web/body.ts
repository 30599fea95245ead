import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type Request, type RequestHandler, type Response } from 'express'
import multer from 'multer'
import qs from 'qs'
import { settings } from '../settings.ts'
import { BadRequest, NotUtf8, TooLarge } from './errors.ts'
import type { Upload } from './route.ts'

const bodyLimit = 1024 * 1024
const uploadLimit = 50 * 1024 * 1024

/** An order of a thousand lines. */
const mostFields = 10_000

const form = express.text({
  type: 'application/x-www-form-urlencoded',
  limit: bodyLimit,
  verify: (_req, _res, bytes, charset) => {
    if (charset.toLowerCase() === 'utf-8' && !isUtf8(bytes)) throw new NotUtf8('body')
  },
})

/** Reads a form's fields; with `upload`, one file named `file` besides. Throws TooLarge, Unreadable, NotUtf8. */
export async function readBody(req: Request, res: Response, upload: boolean): Promise<Upload | undefined> {
  const multipart = req.is('multipart/form-data')
  if (upload && multipart) await receive(req, res)
  else await run(form, req, res)
  const body: unknown = typeof req.body === 'string' ? fieldsOf(req.body) : req.body
  req.body = body !== null && typeof body === 'object' ? { ...body } : {}
  if (multipart && Object.values(req.body).some(isGuessed)) throw new NotUtf8('part')
  if (!req.file) return undefined
  // Browsers send the name as UTF-8; multer reads the header as Latin-1.
  return {
    path: req.file.path,
    name: Buffer.from(req.file.originalname, 'latin1').toString('utf8').slice(0, 200),
    size: req.file.size,
  }
}

/**
 * The fields of a form by their names: a[0]=…&a[1]=… is a list, and numbers that don't count from 0 are names of their own,
 * as in quantities[57] (qs by itself would make a list of one of it).
 */
function fieldsOf(body: string): unknown {
  if (body.split('&').length > mostFields) throw new TooLarge(bodyLimit)
  refuseForeignBytes(body)
  try {
    return listed(qs.parse(body, { parseArrays: false, parameterLimit: mostFields, depth: 32, strictDepth: true }))
  } catch (error) {
    throw error instanceof RangeError ? new BadRequest('body', { cause: error }) : error
  }
}

/** qs would leave what is no UTF-8 as it is written, %FF; a percent sign by itself is one. Throws NotUtf8. */
function refuseForeignBytes(body: string): void {
  try {
    decodeURIComponent(body.replace(/%(?![\da-f]{2})/gi, '%25'))
  } catch (error) {
    throw new NotUtf8('body', { cause: error })
  }
}

/** A part's bytes are read before we see them: where they were no UTF-8, the sign for that stands in their place. */
const isGuessed = (typed: unknown): boolean => typeof typed === 'string' && typed.includes('\ufffd')

function listed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(listed)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, one]) => [name, listed(one)] as const)
  const counts = entries.length > 0 && entries.every(([name], index) => name === String(index))
  return counts ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}

/** Where files wait that nobody has taken yet; kept under made-up names. */
export function uploadFolder(): string {
  const folder = join(settings().DATA_DIR, 'uploads')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes an uploaded file that nobody has taken; a feature that keeps it has moved it away. */
export const discard = (upload: Upload): Promise<void> => rm(upload.path, { force: true })

/** What has come of a file that can't be taken to its end is removed: a small one on a full disk the parser leaves behind. */
async function receive(req: Request, res: Response): Promise<void> {
  const name = randomUUID()
  try {
    await run(uploads(name), req, res)
  } catch (error) {
    await rm(join(uploadFolder(), name), { force: true })
    throw error
  }
}

const uploads = (name: string): RequestHandler =>
  multer({
    storage: multer.diskStorage({
      destination: (_req, _file, done) => done(null, uploadFolder()),
      filename: (_req, _file, done) => done(null, name),
    }),
    limits: { fileSize: uploadLimit, files: 1, fields: 600, parts: 601, fieldSize: 100_000, fieldNameSize: 200 },
  }).single('file')

function run(handler: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void handler(req, res, (error?: unknown) => (error ? reject(understood(error)) : resolve()))
  })
}

/** The parsers' errors in our own words. */
function understood(error: unknown): unknown {
  if (error instanceof BadRequest) return error
  if (error instanceof multer.MulterError)
    return isLimit(error) ? new TooLarge(uploadLimit) : new BadRequest(error.code, { cause: error })
  if (!(error instanceof Error)) return error
  // What is wrong with the parts, or a sender who went away, has neither; what is wrong with the disk has a code.
  if (!('status' in error)) return 'code' in error ? error : new BadRequest('body', { cause: error })
  if (error.status === 413) return new TooLarge(bodyLimit)
  return Number(error.status) < 500 ? new BadRequest('body', { cause: error }) : error
}

const isLimit = ({ code }: multer.MulterError): boolean => code.startsWith('LIMIT_') && code !== 'LIMIT_UNEXPECTED_FILE'
