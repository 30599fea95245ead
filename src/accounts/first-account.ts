import { transaction } from '../database/database.ts'
import { settings } from '../settings.ts'
import { hash, initialPassword } from './password.ts'
import { anyoneCanSignIn, insertAccount } from './repository.ts'

/** On a start on which nobody can sign in, makes the first manager account; returns the line to print, or nothing. */
export async function firstAccount(): Promise<string | undefined> {
  if (await anyoneCanSignIn()) return undefined
  const given = settings().MANAGER_PASSWORD
  const password = given ?? initialPassword()
  const password_hash = await hash(password)
  await transaction(() =>
    insertAccount(
      { username: 'manager', name: 'Manager', role: 'manager', locale: null, password_hash, initial_until: null },
      null,
    ),
  )
  return `First manager account: manager / ${given ? 'as set' : password} (to be changed at first sign-in)`
}
