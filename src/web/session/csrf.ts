import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { CsrfError } from '../errors.ts'

/** A new session's token. */
export const newToken = (): string => randomBytes(24).toString('base64url')

/** Refuses a post that another site made, before its body is read. Throws CsrfError. */
export function checkOrigin(req: Request): void {
  const site = req.get('sec-fetch-site')
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new CsrfError(`sec-fetch-site ${site}`)
    return
  }
  const origin = req.get('origin')
  if (origin !== undefined && origin !== `${req.protocol}://${req.get('host')}`) throw new CsrfError('foreign origin')
}

/** Compares the form's token with the session's. Throws CsrfError. */
export function checkToken(expected: string | undefined, given: unknown): void {
  const wanted = Buffer.from(expected ?? '')
  const said = Buffer.from(typeof given === 'string' ? given : '')
  if (wanted.length === 0 || wanted.length !== said.length || !timingSafeEqual(wanted, said))
    throw new CsrfError('token')
}
