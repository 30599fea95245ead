import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { ValidationError } from '../../i18n/errors.ts'
import { endSessions } from '../../web/session/session-store.ts'
import { type Account, findAccount, setPassword } from '../repository.ts'
import { hashPassword, passwordMatches, passwordWeakness, samePassword } from './password.ts'
import { ownPasswordCounters, recordSuccess, reserveAttempt } from './throttle.ts'

interface PasswordInput {
  current_password: string
  new_password: string
  new_password_confirm: string
}

interface Prepared {
  account: Account
  password_hash: string
}

/** The new password, judged and hashed: slow, so outside the transaction. Throws ValidationError. */
export async function preparePassword(person: Person, input: PasswordInput): Promise<Prepared> {
  const account = await accountProved(person, input.current_password)
  if (samePassword(input.new_password, input.current_password))
    throw new ValidationError('new_password', 'accounts.password_same')
  const weak = passwordWeakness(input.new_password, [account.name, account.username])
  if (weak) throw new ValidationError('new_password', weak)
  if (input.new_password !== input.new_password_confirm)
    throw new ValidationError('new_password_confirm', 'accounts.password_differs')
  return { account, password_hash: await hashPassword(input.new_password) }
}

/** Sets it and ends every session of the account. One that was reset meanwhile stays reset: throws ValidationError. */
export const setOwnPassword = ({ account, password_hash }: Prepared, person: Person): Promise<void> =>
  transaction(async () => {
    if ((await findAccount(account.id))?.password_hash !== account.password_hash)
      throw new ValidationError('current_password', 'accounts.current_wrong')
    await setPassword(account, password_hash, null, person)
    await endSessions(account.id)
  })

/** The account of somebody who knows its password; who finds a screen unlocked shall not guess on. */
async function accountProved({ id }: Person, password: string): Promise<Account> {
  const taken = await reserveAttempt(ownPasswordCounters(id))
  if (typeof taken === 'number')
    throw new ValidationError('current_password', 'accounts.too_many_attempts', { count: taken })
  const account = await findAccount(id)
  if (!account || !(await passwordMatches(password, account.password_hash)))
    throw new ValidationError('current_password', 'accounts.current_wrong')
  await transaction(() => recordSuccess(taken))
  return account
}
