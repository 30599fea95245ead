import type { z } from 'zod'
import type { Person } from '../../access/person.ts'
import { transaction } from '../../database/database.ts'
import { recordEvent } from '../../history/record-event.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { settings } from '../../settings.ts'
import { currentInstant } from '../../values/clock.ts'
import { endSessions } from '../../web/session/session-store.ts'
import { reassignRecords } from '../owned-records.ts'
import {
  type Account,
  accountByName,
  anyoneCanSignIn,
  countOtherManagers,
  findAccount,
  insertAccount,
  saveAccount,
  storePasswordHash,
} from '../repository.ts'
import { hashPassword, initialPassword } from '../sign-in/password.ts'
import type { accountForm } from './account-form.ts'

type AccountInput = z.output<typeof accountForm>

const initialDays = 7

/** When an initial password set now expires, as an instant. */
const initialUntil = (): string => new Date(currentInstant().getTime() + initialDays * 24 * 3_600_000).toISOString()

/** Creates the first manager account if nobody can sign in. Returns the line to print at startup, else undefined. */
export async function createFirstManager(): Promise<string | undefined> {
  if (await anyoneCanSignIn()) return undefined
  const configuredPassword = settings().MANAGER_PASSWORD
  const password = configuredPassword ?? initialPassword()
  const password_hash = await hashPassword(password)
  await transaction(() =>
    insertAccount(
      { username: 'manager', name: 'Manager', role: 'manager', locale: null, password_hash, initial_until: null },
      null,
    ),
  )
  return `First manager account: manager / ${configuredPassword ? 'as set' : password} (to be changed at first sign-in)`
}

/** Adds an account with a hashed initial password. Returns its id. Throws ValidationError. */
export const createAccount = (
  { version: _, ...input }: AccountInput,
  password_hash: string,
  by: Person,
): Promise<number> =>
  transaction(async () => {
    await refuseTaken(input.username, undefined)
    return insertAccount({ ...input, password_hash, initial_until: initialUntil() }, by)
  })

/** Saves an account. A changed role ends its sessions. Throws ValidationError, VersionConflict. */
export const changeAccount = (account: Account, { version, ...input }: AccountInput, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseTaken(input.username, account.id)
    if (input.role !== 'manager') await refuseLastManager(account, 'role')
    await saveAccount({ ...account, version }, input, by)
    if (input.role !== account.role) await endSessions(account.id)
  })

/** Sets a new initial password and ends all sessions of the account. Throws ValidationError. */
export const resetPassword = (account: Account, password_hash: string, by: Person): Promise<void> =>
  transaction(async () => {
    // It would end the manager's own session; the password page is for that.
    if (account.id === by.id) throw new ValidationError('reset', 'accounts.reset_own')
    await storePasswordHash(account, password_hash, { until: initialUntil() }, by)
    await endSessions(account.id)
  })

/** Deactivates an account and ends its sessions. Its records stay, or go to `reassign_to`. Throws ValidationError. */
export const deactivateAccount = (account: Account, reassign_to: number | null, by: Person): Promise<void> =>
  transaction(async () => {
    await refuseLastManager(account, 'reassign_to')
    const to = reassign_to === null ? undefined : await receiver(account, reassign_to)
    await saveAccount(account, { active: 0 }, by)
    await endSessions(account.id)
    if (to) await reassignAll(account, to, by)
  })

/** Reassigns the records of a deactivated account. Throws ValidationError. */
export const handOverRecords = (account: Account, reassign_to: number | null, by: Person): Promise<void> =>
  transaction(async () => {
    if (account.active === 1) throw new ValidationError('reassign_to', 'accounts.hand_over_active')
    if (reassign_to === null) throw new ValidationError('reassign_to', 'errors.required')
    await reassignAll(account, await receiver(account, reassign_to), by)
  })

/** Each feature reassigns its own records; the account's history names the new owner. */
async function reassignAll(from: Account, to: Account, by: Person): Promise<void> {
  await reassignRecords(from, to, by)
  await recordEvent('users', from.id, 'handed_over', { new: to.name }, by)
}

/** Lets a deactivated person sign in again. */
export const reactivateAccount = async (account: Account, by: Person): Promise<void> => {
  await saveAccount(account, { active: 1 }, by)
}

/** The account that takes over the records: active, and not the same one. Throws ValidationError. */
async function receiver(account: Account, id: number): Promise<Account> {
  const to = await findAccount(id)
  if (!to?.active || to.id === account.id) throw new ValidationError('reassign_to', 'errors.choice')
  return to
}

async function refuseTaken(username: string, except: number | undefined): Promise<void> {
  const existing = await accountByName(username)
  if (existing && existing.id !== except)
    throw new ValidationError('username', 'accounts.username_taken', { who: existing.name })
}

/** One active manager must remain. Throws ValidationError. */
async function refuseLastManager(account: Account, field: string): Promise<void> {
  const counts = account.role === 'manager' && account.active === 1
  if (counts && (await countOtherManagers(account.id)) === 0) throw new ValidationError(field, 'accounts.last_manager')
}
