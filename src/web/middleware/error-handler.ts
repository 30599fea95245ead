import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { CommitUnknown, DatabaseBusy } from '../../database/database.ts'
import { errorCode, isDiskFull, isUnavailable } from '../../database/error-codes.ts'
import { chooseLocale } from '../../i18n/locale.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { translator } from '../../i18n/translate.ts'
import { BadRequest, CsrfError, Forbidden, NotFound, NotUtf8, TooLarge } from '../errors.ts'
import { requireSignIn } from '../mount.ts'
import type { Sender } from '../send.ts'
import { type SignedIn, signedIn } from '../session/session.ts'
import { log, traceOf } from './log.ts'

/** Any address that no route knows: first sign in, then 404. */
export const notFoundHandler =
  (send: Sender): RequestHandler =>
  async (req, res) => {
    const person = await signedIn(req)
    const elsewhere = requireSignIn(undefined, person)
    if (elsewhere) return send(req, res, person, elsewhere)
    throw new NotFound()
  }

/** Turns what was thrown into a page in the person's language; a bug is logged and shown with the request's id. */
export const errorHandler =
  (send: Sender): ErrorRequestHandler =>
  async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusOf(error)
    const { id } = traceOf(req)
    if (status >= 500) log.error({ id, err: error }, 'failed')
    const key = messageStem(error, status)
    try {
      const person = await whoever(req)
      const locale = chooseLocale(person?.locale, req.get('accept-language'))
      const t = translator(locale)
      const values = error instanceof TooLarge ? { limit: Math.round(error.limit / 1024 / 1024) } : {}
      const props = {
        status,
        heading: t(`${key}_heading` as MessageKey),
        text: t(`${key}_text` as MessageKey, values),
        reference: status >= 500 ? id : null,
        // Where something fails here nobody may be known though they are signed in.
        signedIn: person !== undefined || status >= 500,
      }
      const answer = { kind: 'page', view: 'errors/problem', props, status } as const
      // The frame of a known person reads the database, which may be what failed; nobody's does not.
      await send(req, res, person, answer).catch(() => send(req, res, undefined, answer))
    } catch (again) {
      log.error({ id, err: again }, 'failed to say so')
      plainly(res, id)
    }
  }

/** The beginning of the message keys for its heading and text. */
function messageStem(error: unknown, status: number): string {
  if (error instanceof CsrfError) return 'errors.form_expired'
  if (error instanceof CommitUnknown) return 'errors.commit_unknown'
  if (isUnavailable(errorCode(error))) return 'errors.unavailable'
  return error instanceof NotUtf8 ? 'errors.encoding' : `errors.${status}`
}

const statuses = [
  [Forbidden, 403],
  [CsrfError, 403],
  [NotFound, 404],
  [TooLarge, 413],
  [BadRequest, 400],
  [URIError, 400],
  [DatabaseBusy, 503],
] as const

function statusOf(error: unknown): number {
  const known = statuses.find(([kind]) => error instanceof kind)
  if (known) return known[1]
  if (isUnavailable(errorCode(error))) return 503
  if (isDiskFull(errorCode(error))) return 507
  return refusedByLibrary(error) ? 400 : 500
}

/** A part of a file that it hasn't, a head that can't be: express and its parts say so by a status. */
const refusedByLibrary = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500

/** The database may be what failed. */
const whoever = (req: Request): Promise<SignedIn | undefined> =>
  req.session ? signedIn(req).catch(() => undefined) : Promise.resolve(undefined)

function plainly(res: Response, id: string): void {
  res.status(500).type('text').send(`Something went wrong. Reference: ${id}`)
}
