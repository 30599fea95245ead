import { createHash, randomBytes } from 'node:crypto'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/errors.ts'
import { timestamp } from '../../values/clock.ts'
import type { RequestContext } from '../../web/route.ts'
import { type Account, accountByName, findAccount, knowsBrowser, rememberBrowser } from '../repository.ts'
import { passwordMatches } from './password.ts'
import { recordFailure, recordSuccess, reserveAttempt, retryAfter, signInCounters } from './throttle.ts'

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Signs a person in: who it is, and the token by which this browser is known from now on. Throws ValidationError. For a name
 * that there isn't it does the same work, write for write, so that neither words nor time tell which names there are.
 */
export async function signIn(
  username: string,
  password: string,
  context: RequestContext,
): Promise<{ id: number; browser: string }> {
  const account = await accountByName(username)
  const knownBrowser = await browserOf(account, context.browser)
  const counters = signInCounters({ username, address: context.address, knownBrowser })
  const taken = await reserveAttempt(counters)
  if (typeof taken === 'number') throw new ValidationError('username', 'accounts.too_many_attempts', { count: taken })
  const right = await passwordMatches(password, account?.password_hash)
  const browser = knownBrowser ?? randomBytes(24).toString('base64url')
  const id = await transaction(async () => {
    if (!account || !right || !mayEnter(await findAccount(account.id), account)) {
      await recordFailure(counters)
      if (account) await recordEvent('sessions', account.id, 'sign_in_failed', {}, null)
      return undefined
    }
    await recordSuccess(taken)
    await rememberBrowser(tokenHash(browser), account.id)
    await recordEvent('sessions', account.id, 'signed_in', {}, account)
    return account.id
  })
  if (id !== undefined) return { id, browser }
  const then = await retryAfter(counters)
  if (then > 0) throw new ValidationError('username', 'accounts.incorrect_then_wait', { count: then })
  throw new ValidationError('username', 'accounts.incorrect')
}

/** The token that a browser shows, where the person has signed in by it before. */
async function browserOf(account: Account | undefined, token: string | null): Promise<string | null> {
  if (token === null) return null
  return (await knowsBrowser(tokenHash(token), account?.id ?? 0)) ? token : null
}

/** The right password opens nothing where the account is closed, its initial password too old, or reset meanwhile. */
const mayEnter = (now: Account | undefined, then: Account): boolean =>
  now?.active === 1 &&
  now.password_hash === then.password_hash &&
  (now.initial_until === null || now.initial_until >= timestamp())
