import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { Refusal } from '../../i18n/refusal.ts'
import { endSessions } from '../../web/session/session-store.ts'
import { type Account, findAccount, setPassword } from '../repository.ts'
import { hash, matches, samePassword, weakness } from './password.ts'
import { ownPasswordCounters, takeTry, tryWorked } from './throttle.ts'

interface PasswordInput {
  current_password: string
  new_password: string
  new_password_confirm: string
}

interface Prepared {
  account: Account
  password_hash: string
}

/** The new password, judged and hashed: slow, so outside the transaction. Throws Refusal. */
export async function preparePassword(person: Person, input: PasswordInput): Promise<Prepared> {
  const account = await accountProved(person, input.current_password)
  if (samePassword(input.new_password, input.current_password))
    throw new Refusal('new_password', 'accounts.password_same')
  const weak = weakness(input.new_password, [account.name, account.username])
  if (weak) throw new Refusal('new_password', weak)
  if (input.new_password !== input.new_password_confirm)
    throw new Refusal('new_password_confirm', 'accounts.password_differs')
  return { account, password_hash: await hash(input.new_password) }
}

/** Sets it and ends every session of the account. One that was reset meanwhile stays reset: throws Refusal. */
export const setOwnPassword = ({ account, password_hash }: Prepared, person: Person): Promise<void> =>
  transaction(async () => {
    if ((await findAccount(account.id))?.password_hash !== account.password_hash)
      throw new Refusal('current_password', 'accounts.current_wrong')
    await setPassword(account, password_hash, null, person)
    await endSessions(account.id)
  })

/** The account of somebody who knows its password; who finds a screen unlocked shall not guess on. */
async function accountProved({ id }: Person, password: string): Promise<Account> {
  const taken = await takeTry(ownPasswordCounters(id))
  if (typeof taken === 'number') throw new Refusal('current_password', 'accounts.wait', { count: taken })
  const account = await findAccount(id)
  if (!account || !(await matches(password, account.password_hash)))
    throw new Refusal('current_password', 'accounts.current_wrong')
  await transaction(() => tryWorked(taken))
  return account
}
