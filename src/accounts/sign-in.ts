import { createHash, randomBytes } from 'node:crypto'
import { transaction } from '../database/database.ts'
import { note } from '../history/note.ts'
import { Refusal } from '../i18n/refusal.ts'
import type { Surroundings } from '../web/route.ts'
import { matches } from './password.ts'
import { accountByName, knowsBrowser, rememberBrowser } from './repository.ts'
import { clearFailures, countFailure, wait } from './throttle.ts'

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Signs a person in: who it is, and the token by which this browser is known from now on. Throws Refusal, the same for a wrong name and a wrong password. */
export async function signIn(
  username: string,
  password: string,
  around: Surroundings,
): Promise<{ id: number; browser: string }> {
  const account = await accountByName(username)
  const known =
    around.browser !== null && account !== undefined && (await knowsBrowser(tokenHash(around.browser), account.id))
  const attempt = { username, address: around.address, knownBrowser: known ? around.browser : null }
  const seconds = await wait(attempt)
  if (seconds > 0) throw new Refusal('username', 'accounts.wait', { count: seconds })
  const right = await matches(password, account?.password_hash)
  const expired =
    account?.initial_until !== null &&
    account?.initial_until !== undefined &&
    account.initial_until < new Date().toISOString()
  if (!right || !account?.active || expired) {
    await countFailure(attempt)
    if (account) await transaction(() => note('sessions', account.id, 'sign_in_failed', {}, null))
    const then = await wait(attempt)
    if (then > 0) throw new Refusal('username', 'accounts.wrong_then_wait', { count: then })
    throw new Refusal('username', 'accounts.wrong')
  }
  const browser = known && around.browser ? around.browser : randomBytes(24).toString('base64url')
  await transaction(async () => {
    await clearFailures(attempt)
    await rememberBrowser(tokenHash(browser), account.id)
    await note('sessions', account.id, 'signed_in', {}, account)
  })
  return { id: account.id, browser }
}
