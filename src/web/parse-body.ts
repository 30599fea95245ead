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

/** Bytes of a form without a file. */
const bodyLimit = 1024 * 1024
/** Bytes of an uploaded file. */
const uploadLimit = 50 * 1024 * 1024

/** Fields per form; enough for an order of a thousand lines. */
const maxFields = 10_000

const form = express.text({
  type: 'application/x-www-form-urlencoded',
  limit: bodyLimit,
  verify: (_req, _res, bytes, charset) => {
    if (charset.toLowerCase() === 'utf-8' && !isUtf8(bytes)) throw new NotUtf8('body')
  },
})

/**
 * Parses a form into `req.body`; with `upload`, also one file in the field `file`. Throws TooLarge, BadRequest,
 * NotUtf8.
 */
export async function parseFormBody(req: Request, res: Response, upload: boolean): Promise<Upload | undefined> {
  const multipart = req.is('multipart/form-data')
  if (upload && multipart) await receiveFile(req, res)
  else await run(form, req, res)
  const body: unknown = typeof req.body === 'string' ? fieldsOf(req.body) : req.body
  req.body = body !== null && typeof body === 'object' ? { ...body } : {}
  if (multipart && Object.values(req.body).some(hasReplacement)) throw new NotUtf8('part')
  if (!req.file) return undefined
  // Browsers send the name as UTF-8; multer reads the header as Latin-1.
  return {
    path: req.file.path,
    name: Buffer.from(req.file.originalname, 'latin1').toString('utf8').slice(0, 200),
    size: req.file.size,
  }
}

/**
 * Parses a form's fields: a[0]=…&a[1]=… becomes an array. Indexes that do not count up from 0, as in quantities[57],
 * stay object keys; qs would turn them into an array.
 */
function fieldsOf(body: string): unknown {
  if (body.split('&').length > maxFields) throw new TooLarge(bodyLimit)
  checkUtf8(body)
  try {
    return toArrays(qs.parse(body, { parseArrays: false, parameterLimit: maxFields, depth: 32, strictDepth: true }))
  } catch (error) {
    throw error instanceof RangeError ? new BadRequest('body', { cause: error }) : error
  }
}

/**
 * qs leaves invalid UTF-8 escapes such as %FF undecoded, so they are checked here; a bare percent sign is text. Throws
 * NotUtf8.
 */
function checkUtf8(body: string): void {
  try {
    decodeURIComponent(body.replace(/%(?![\da-f]{2})/gi, '%25'))
  } catch (error) {
    throw new NotUtf8('body', { cause: error })
  }
}

/** Whether multer replaced invalid UTF-8 in a multipart field: it decodes the bytes before we can check them. */
const hasReplacement = (typed: unknown): boolean => typeof typed === 'string' && typed.includes('\ufffd')

/** Turns objects whose keys are 0, 1, 2 … into arrays, at every depth. */
function toArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toArrays)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, one]) => [name, toArrays(one)] as const)
  const isArray = entries.length > 0 && entries.every(([name], index) => name === String(index))
  return isArray ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}

/** Folder for uploads during their request, under random names. */
export function temporaryUploadFolder(): string {
  const folder = join(settings().DATA_DIR, 'uploads')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Deletes an upload unless a feature has moved it away to keep it. */
export const deleteTemporaryUpload = (upload: Upload): Promise<void> => rm(upload.path, { force: true })

/** Stores the uploaded file. Deletes it if parsing fails: on a full disk, multer leaves a small one behind. */
async function receiveFile(req: Request, res: Response): Promise<void> {
  const name = randomUUID()
  try {
    await run(uploadHandler(name), req, res)
  } catch (error) {
    await rm(join(temporaryUploadFolder(), name), { force: true })
    throw error
  }
}

const uploadHandler = (name: string): RequestHandler =>
  multer({
    storage: multer.diskStorage({
      destination: (_req, _file, done) => done(null, temporaryUploadFolder()),
      filename: (_req, _file, done) => done(null, name),
    }),
    limits: { fileSize: uploadLimit, files: 1, fields: 600, parts: 601, fieldSize: 100_000, fieldNameSize: 200 },
  }).single('file')

function run(handler: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void handler(req, res, (error?: unknown) => (error ? reject(translateError(error)) : resolve()))
  })
}

/** Maps the errors of the body parsers to ours. */
function translateError(error: unknown): unknown {
  if (error instanceof BadRequest) return error
  if (error instanceof multer.MulterError)
    return isLimit(error) ? new TooLarge(uploadLimit) : new BadRequest(error.code, { cause: error })
  if (!(error instanceof Error)) return error
  // Malformed multipart and aborted requests have neither status nor code; disk errors have a code.
  if (!('status' in error)) return 'code' in error ? error : new BadRequest('body', { cause: error })
  if (error.status === 413) return new TooLarge(bodyLimit)
  return Number(error.status) < 500 ? new BadRequest('body', { cause: error }) : error
}

const isLimit = ({ code }: multer.MulterError): boolean => code.startsWith('LIMIT_') && code !== 'LIMIT_UNEXPECTED_FILE'
