import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/errors.ts'
import { settings } from '../../settings.ts'
import { present } from '../../values/clock.ts'
import { endSessions } from '../../web/session/session-store.ts'
import { reassignRecords } from '../owned-records.ts'
import {
  type Account,
  accountByName,
  anyoneCanSignIn,
  findAccount,
  insertAccount,
  otherManagers,
  saveAccount,
  setPassword,
} from '../repository.ts'
import { hashPassword, initialPassword } from '../sign-in/password.ts'
import type { accountForm } from './team-form.ts'

type AccountInput = z.output<typeof accountForm>

const initialDays = 7

/** Until when an initial password made now can be used, as an instant. */
const initialUntil = (): string => new Date(present().getTime() + initialDays * 24 * 3_600_000).toISOString()

/** On a start on which nobody can sign in, makes the first manager account; returns the line to print, or nothing. */
export async function firstAccount(): Promise<string | undefined> {
  if (await anyoneCanSignIn()) return undefined
  const given = settings().MANAGER_PASSWORD
  const password = given ?? initialPassword()
  const password_hash = await hashPassword(password)
  await transaction(() =>
    insertAccount(
      { username: 'manager', name: 'Manager', role: 'manager', locale: null, password_hash, initial_until: null },
      null,
    ),
  )
  return `First manager account: manager / ${given ? 'as set' : password} (to be changed at first sign-in)`
}

/** Adds an account with a hashed initial password; returns its id. Throws ValidationError. */
export const createAccount = (
  { version: _, ...input }: AccountInput,
  password_hash: string,
  by: Person,
): Promise<number> =>
  transaction(async () => {
    await refuseTaken(input.username, undefined)
    return insertAccount({ ...input, password_hash, initial_until: initialUntil() }, by)
  })

/** Saves an account; a change of role ends its sessions. Throws ValidationError, VersionConflict. */
export const changeAccount = (account: Account, { version, ...input }: AccountInput, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseTaken(input.username, account.id)
    if (input.role !== 'manager') await refuseLastManager(account, 'role')
    await saveAccount({ ...account, version }, input, by)
    if (input.role !== account.role) await endSessions(account.id)
  })

/** Puts a new initial password in place of whatever there was; every session of the account ends. Throws ValidationError. */
export const resetPassword = (account: Account, password_hash: string, by: Person): Promise<void> =>
  transaction(async () => {
    // Their own session would end too; whoever knows the password changes it on a page of their own.
    if (account.id === by.id) throw new ValidationError('reset', 'accounts.reset_own')
    await setPassword(account, password_hash, { until: initialUntil() }, by)
    await endSessions(account.id)
  })

/** Ends an account's sessions at once and keeps its records, which may go to somebody else. Throws ValidationError. */
export const deactivateAccount = (account: Account, reassign_to: number | null, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseLastManager(account, 'reassign_to')
    const to = reassign_to === null ? undefined : await receiver(account, reassign_to)
    await saveAccount(account, { active: 0 }, by)
    await endSessions(account.id)
    if (to) await give(account, to, by)
  })

/** Gives what a person who has left still holds to somebody else. Throws ValidationError. */
export const handOver = (account: Account, reassign_to: number | null, by: Person): Promise<void> =>
  transaction(async () => {
    if (account.active === 1) throw new ValidationError('reassign_to', 'accounts.hand_over_active')
    if (reassign_to === null) throw new ValidationError('reassign_to', 'errors.required')
    await give(account, await receiver(account, reassign_to), by)
  })

/** Each room moves what it keeps; the account's history says to whom. */
async function give(from: Account, to: Account, by: Person): Promise<void> {
  await reassignRecords(from, to, by)
  await recordEvent('users', from.id, 'handed_over', { new: to.name }, by)
}

export const reactivateAccount = async (account: Account, by: Person): Promise<void> => {
  await saveAccount(account, { active: 1 }, by)
}

/** Who takes over: somebody else who is here. */
async function receiver(account: Account, id: number): Promise<Account> {
  const to = await findAccount(id)
  if (!to?.active || to.id === account.id) throw new ValidationError('reassign_to', 'errors.choice')
  return to
}

async function refuseTaken(username: string, except: number | undefined): Promise<void> {
  const taken = await accountByName(username)
  if (taken && taken.id !== except)
    throw new ValidationError('username', 'accounts.username_taken', { who: taken.name })
}

/** Somebody must be left who can let others in. */
async function refuseLastManager(account: Account, field: string): Promise<void> {
  const counts = account.role === 'manager' && account.active === 1
  if (counts && (await otherManagers(account.id)) === 0) throw new ValidationError(field, 'accounts.last_manager')
}
