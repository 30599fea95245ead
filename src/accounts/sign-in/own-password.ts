import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { endSessions } from '../../web/session/session-store.ts'
import { type Account, findAccount, storePasswordHash } from '../repository.ts'
import { hashPassword, passwordMatches, passwordsAreEqual, passwordWeakness } from './password.ts'
import { ownPasswordAttemptCounters, recordSuccess, reserveAttempt, tooManyAttemptsError } from './throttle.ts'

interface PasswordInput {
  current_password: string
  new_password: string
  new_password_confirm: string
}

interface Prepared {
  account: Account
  password_hash: string
}

/** Checks and hashes the new password. Slow, so it runs before the transaction. Throws ValidationError. */
export async function preparePassword(person: Person, input: PasswordInput): Promise<Prepared> {
  const account = await verifiedAccount(person, input.current_password)
  if (passwordsAreEqual(input.new_password, input.current_password))
    throw new ValidationError('new_password', 'accounts.password_same')
  const weak = passwordWeakness(input.new_password, [account.name, account.username])
  if (weak) throw new ValidationError('new_password', weak)
  if (input.new_password !== input.new_password_confirm)
    throw new ValidationError('new_password_confirm', 'accounts.password_differs')
  return { account, password_hash: await hashPassword(input.new_password) }
}

/** Sets the new password and ends all sessions of the account. Throws ValidationError if it was reset meanwhile. */
export const setOwnPassword = ({ account, password_hash }: Prepared, person: Person): Promise<void> =>
  transaction(async () => {
    if ((await findAccount(account.id))?.password_hash !== account.password_hash)
      throw new ValidationError('current_password', 'accounts.current_wrong')
    await storePasswordHash(account, password_hash, null, person)
    await endSessions(account.id)
  })

/**
 * The account, after the current password was verified. Attempts are limited, so that nobody can guess it at an
 * unlocked screen.
 */
async function verifiedAccount({ id }: Person, password: string): Promise<Account> {
  const attempt = await reserveAttempt(ownPasswordAttemptCounters(id))
  if (typeof attempt === 'number') throw tooManyAttemptsError('current_password', 'accounts.too_many_attempts', attempt)
  const account = await findAccount(id)
  if (!account || !(await passwordMatches(password, account.password_hash)))
    throw new ValidationError('current_password', 'accounts.current_wrong')
  await transaction(() => recordSuccess(attempt))
  return account
}
