import { randomBytes } from 'node:crypto'
import type { Person } from '../access/person.ts'
import { memoizeUntilWrite, reader, transaction, writer } from '../database/database.ts'
import { type Place, prepareStatement } from '../database/prepare-query.ts'
import type { Row } from '../database/tables.ts'
import { recordEvent } from '../history/record-event.ts'
import { updateTracked, writeDerivedColumns } from '../history/update-tracked.ts'
import { timestamp } from '../values/clock.ts'
import { normalize } from '../values/normalize.ts'
import { pinyinReadings } from '../values/pinyin.ts'

export type Account = Row<'users'>

/** An account by its id, also a deactivated one. */
export const findAccount = async (id: number): Promise<Account | undefined> => (await accountById({ id }))[0]

const accountById = prepareStatement((value: Place<{ id: number }>) =>
  reader().selectFrom('users').selectAll().where('id', '=', value('id')),
)

/** A person's name; '' if the account does not exist. */
export const accountName = async (id: number): Promise<string> => (await findAccount(id))?.name ?? ''

/** An account by its username, ignoring case. */
export const accountByName = (username: string): Promise<Account | undefined> =>
  reader().selectFrom('users').selectAll().where('username', '=', username.trim()).executeTakeFirst()

/** The active manager with the lowest id. */
export const firstManager = (): Promise<Account | undefined> =>
  reader()
    .selectFrom('users')
    .selectAll()
    .where('role', '=', 'manager')
    .where('active', '=', 1)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** All accounts, active ones first, then by name; Chinese names sort by pinyin. */
export async function accounts(): Promise<Account[]> {
  const all = await reader().selectFrom('users').selectAll().orderBy('id').execute()
  return all.toSorted((a, b) => b.active - a.active || byName(a, b))
}

/** A page of the accounts whose name, pinyin or username contains `q`, and the number of all matches. */
export async function findAccountsPage(
  q: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Account[]; count: number }> {
  const all = await accounts()
  const matches = q === '' ? all : all.filter((one) => matchesName(one, normalize(q)))
  return { rows: matches.slice(offset, offset + limit), count: matches.length }
}

const matchesName = ({ name, username }: { name: string; username: string }, folded: string): boolean =>
  [name, username, ...pinyinReadings(name)].some((called) => normalize(called).includes(folded))

/**
 * Active people by name. Cached until the next write: list filters offer them all, and the query takes a tenth of such
 * a page's time.
 */
export const activePeople = memoizeUntilWrite(
  async (): Promise<readonly { id: number; name: string; username: string }[]> => {
    const all = reader().selectFrom('users').select(['id', 'name', 'username']).where('active', '=', 1).orderBy('id')
    return (await all.execute()).toSorted(byName)
  },
)

/** Everybody who has or had an account, by name: active people first. Cached until the next write. */
export const everybody = memoizeUntilWrite(
  async (): Promise<readonly { id: number; name: string; username: string; active: number }[]> => {
    const all = reader().selectFrom('users').select(['id', 'name', 'username', 'active']).orderBy('id')
    return (await all.execute()).toSorted((a, b) => b.active - a.active || byName(a, b))
  },
)

const sound = new Intl.Collator('zh-CN-u-co-pinyin')
const byName = (a: { name: string }, b: { name: string }): number => sound.compare(a.name, b.name)

interface NewAccount {
  username: string
  name: string
  role: Person['role']
  locale: Person['locale']
  password_hash: string
  joined_on?: string | null
  left_on?: string | null
  /** When an unused initial password expires; null: never. */
  initial_until: string | null
}

/** Adds an account whose password must be changed at the first sign-in. Returns its id. */
export async function insertAccount(account: NewAccount, by: { id: number } | null): Promise<number> {
  const { id } = await writer()
    .insertInto('users')
    .values({ ...account, theme: null, created_at: timestamp() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEvent('users', id, 'created', { details: { username: account.username, role: account.role } }, by)
  return id
}

/** Sets a password. With `initial` it must be changed at the next sign-in and expires at `until`. */
export async function storePasswordHash(
  account: Account,
  password_hash: string,
  initial: { until: string } | null,
  by: { id: number },
): Promise<void> {
  await writeDerivedColumns('users', account.id, {
    password_hash,
    must_change: initial ? 1 : 0,
    initial_until: initial?.until ?? null,
  })
  await recordEvent('users', account.id, initial ? 'password_reset' : 'password_changed', {}, by)
}

/** Changes an account, with its history. Returns whether anything changed; throws VersionConflict. */
export const saveAccount = (
  account: Account,
  wanted: Partial<
    Pick<Account, 'name' | 'role' | 'locale' | 'theme' | 'active' | 'username' | 'joined_on' | 'left_on'>
  >,
  by: Person,
): Promise<boolean> => updateTracked('users', account, wanted, by)

/** Number of active managers other than this account. */
export async function countOtherManagers(id: number): Promise<number> {
  const { count } = await reader()
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'manager')
    .where('active', '=', 1)
    .where('id', '!=', id)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether any active account has a password. */
export const anyoneCanSignIn = async (): Promise<boolean> =>
  (await reader()
    .selectFrom('users')
    .select('id')
    .where('active', '=', 1)
    .where('password_hash', 'like', '$2%')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Whether this person has signed in from the browser with this token hash. */
export const isTrustedDevice = async (token: string, user_id: number): Promise<boolean> =>
  (await reader()
    .selectFrom('trusted_devices')
    .select('id')
    .where('id', '=', token)
    .where('user_id', '=', user_id)
    .executeTakeFirst()) !== undefined

/** Remembers, by the hash of its token, a browser in which the person has signed in. */
export const trustDevice = async (token: string, user_id: number): Promise<void> => {
  await writer()
    .insertInto('trusted_devices')
    .values({ id: token, user_id, created_at: timestamp() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The HMAC key for passwords. It is stored in the database, so that a backup can be restored alone. */
export async function passwordHmacKey(): Promise<string> {
  const findKey = () => reader().selectFrom('settings').select('value').where('name', '=', 'password_key')
  const existing = await findKey().executeTakeFirst()
  if (existing) return existing.value
  const newKey = { name: 'password_key', value: randomBytes(32).toString('base64') }
  await transaction(() =>
    writer()
      .insertInto('settings')
      .values(newKey)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return (await findKey().executeTakeFirstOrThrow()).value
}
