import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { CommitUnknown, DatabaseBusy } from '../../database/database.ts'
import { errorCode, isDatabaseUnavailableCode, isDiskFullCode } from '../../database/error-codes.ts'
import { chooseLocale } from '../../i18n/locale.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { translator } from '../../i18n/translate.ts'
import { BadRequest, CsrfError, Forbidden, NotFound, NotUtf8, OldToken, TooLarge } from '../errors.ts'
import { requireSignIn } from '../mount.ts'
import type { Sender } from '../send.ts'
import type { FormPage } from '../session/return-path.ts'
import { type SignedIn, signedInPerson } from '../session/session.ts'
import { log, traceOfRequest } from './log.ts'

/** For paths without a route: redirects to sign-in first, otherwise 404. */
export const notFoundHandler =
  (send: Sender, formPage: FormPage): RequestHandler =>
  async (req, res) => {
    const person = await signedInPerson(req)
    const redirect = requireSignIn(undefined, person, req, formPage)
    if (redirect) return send(req, res, person, redirect)
    throw new NotFound()
  }

/**
 * Turns an error into a page in the person's language; unexpected errors are logged and shown with the request's id.
 */
export const errorHandler =
  (send: Sender, formPage: FormPage): ErrorRequestHandler =>
  async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusOf(error)
    const { id } = traceOfRequest(req)
    if (status >= 500) log.error({ id, err: error }, 'failed')
    const key = messageStem(error, status)
    try {
      const person = await findPerson(req)
      const locale = chooseLocale(person?.locale, req.get('accept-language'))
      const t = translator(locale)
      const values = error instanceof TooLarge ? { limit: Math.round(error.limit / 1024 / 1024) } : {}
      const props = {
        status,
        heading: t(`${key}_heading` as MessageKey),
        text: t(`${key}_text` as MessageKey, values),
        reference: status >= 500 ? id : null,
        // On a server error the person may be unknown although they are signed in.
        form: error instanceof OldToken ? formPage(req.path) : null,
        signedIn: person !== undefined || status >= 500,
      }
      const answer = { kind: 'page', view: 'errors/problem', props, status } as const
      // The layout of a signed-in person reads the database, which may have failed; the plain layout does not.
      await send(req, res, person, answer).catch(() => send(req, res, undefined, answer))
    } catch (sendError) {
      log.error({ id, err: sendError }, 'failed to say so')
      sendPlainError(res, id)
    }
  }

/** The prefix of the message keys of its heading and text. */
function messageStem(error: unknown, status: number): string {
  if (error instanceof OldToken) return 'errors.earlier_session'
  if (error instanceof CsrfError) return 'errors.form_expired'
  if (error instanceof CommitUnknown) return 'errors.commit_unknown'
  if (isDatabaseUnavailableCode(errorCode(error))) return 'errors.unavailable'
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
  const match = statuses.find(([kind]) => error instanceof kind)
  if (match) return match[1]
  if (isDatabaseUnavailableCode(errorCode(error))) return 503
  if (isDiskFullCode(errorCode(error))) return 507
  return isLibraryError(error) ? 400 : 500
}

/** Errors that express and its middleware throw with a 4xx status, such as an invalid range or header. */
const isLibraryError = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500

/** The person, or undefined if the database can't be read. */
const findPerson = (req: Request): Promise<SignedIn | undefined> =>
  req.session ? signedInPerson(req).catch(() => undefined) : Promise.resolve(undefined)

function sendPlainError(res: Response, id: string): void {
  res.status(500).type('text').send(`Something went wrong. Reference: ${id}`)
}
