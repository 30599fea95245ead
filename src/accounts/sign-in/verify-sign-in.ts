import { createHash, randomBytes } from 'node:crypto'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { timestamp } from '../../values/clock.ts'
import type { RequestContext } from '../../web/route.ts'
import { type Account, accountByName, findAccount, isTrustedDevice, trustDevice } from '../repository.ts'
import { passwordMatches } from './password.ts'
import {
  recordFailure,
  recordSuccess,
  reserveAttempt,
  retryAfter,
  signInAttemptCounters,
  tooManyAttemptsError,
} from './throttle.ts'

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Checks a sign-in. Returns the user id and the token that identifies this browser from now on. Throws ValidationError.
 * For an unknown username it does the same work and the same writes, so that neither message nor timing reveals which
 * usernames exist.
 */
export async function verifySignIn(
  username: string,
  password: string,
  context: RequestContext,
): Promise<{ id: number; browser: string }> {
  const account = await accountByName(username)
  const knownBrowser = await browserOf(account, context.browser)
  const counters = signInAttemptCounters({ username, address: context.address, knownBrowser })
  const attempt = await reserveAttempt(counters)
  if (typeof attempt === 'number') throw tooManyAttemptsError('username', 'accounts.too_many_attempts', attempt)
  const isCorrect = await passwordMatches(password, account?.password_hash)
  const browser = knownBrowser ?? randomBytes(24).toString('base64url')
  const id = await transaction(async () => {
    if (!account || !isCorrect || !maySignIn(await findAccount(account.id), account)) {
      await recordFailure(counters)
      if (account) await recordEvent('sessions', account.id, 'sign_in_failed', {}, null)
      return undefined
    }
    await recordSuccess(attempt)
    await trustDevice(tokenHash(browser), account.id)
    await recordEvent('sessions', account.id, 'signed_in', {}, account)
    return account.id
  })
  if (id !== undefined) return { id, browser }
  const waitSeconds = await retryAfter(counters)
  if (waitSeconds > 0) throw tooManyAttemptsError('username', 'accounts.incorrect_then_wait', waitSeconds)
  throw new ValidationError('username', 'accounts.incorrect')
}

/** The browser's token if this person has signed in with it before, else null. */
async function browserOf(account: Account | undefined, token: string | null): Promise<string | null> {
  if (token === null) return null
  return (await isTrustedDevice(tokenHash(token), account?.id ?? 0)) ? token : null
}

/** False if the account was deactivated, its initial password has expired, or the password was reset meanwhile. */
const maySignIn = (now: Account | undefined, then: Account): boolean =>
  now?.active === 1 &&
  now.password_hash === then.password_hash &&
  (now.initial_until === null || now.initial_until >= timestamp())
