import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { CsrfError, OldToken } from '../errors.ts'

/** A random token for a new session. */
export const newToken = (): string => randomBytes(24).toString('base64url')

/** Refuses a POST from another site, before its body is read. Throws CsrfError. */
export function checkOrigin(req: Request): void {
  const site = req.get('sec-fetch-site')
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new CsrfError(`sec-fetch-site ${site}`)
    return
  }
  const origin = req.get('origin')
  if (origin !== undefined && origin !== `${req.protocol}://${req.get('host')}`) throw new CsrfError('foreign origin')
}

/** Compares the form's token with the session's in constant time. Throws CsrfError, OldToken for another token. */
export function checkToken(expected: string | undefined, given: unknown): void {
  const expectedBytes = Buffer.from(expected ?? '')
  const givenBytes = Buffer.from(typeof given === 'string' ? given : '')
  if (
    expectedBytes.length === 0 ||
    expectedBytes.length !== givenBytes.length ||
    !timingSafeEqual(expectedBytes, givenBytes)
  )
    throw isToken(given) ? new OldToken('token of another session') : new CsrfError('token')
}

const isToken = (given: unknown): boolean => typeof given === 'string' && /^[\w-]{32}$/.test(given)
