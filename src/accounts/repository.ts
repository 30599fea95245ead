import { randomBytes } from 'node:crypto'
import type { Person } from '../access/person.ts'
import { memoizeUntilWrite, reader, transaction, writer } from '../database/database.ts'
import { type Place, prepareQuery } from '../database/prepare-query.ts'
import type { Row } from '../database/tables.ts'
import { recordEvent } from '../history/record-event.ts'
import { updateDerived, updateTracked } from '../history/update-tracked.ts'
import { timestamp } from '../values/clock.ts'
import { normalize } from '../values/normalize.ts'
import { pinyinReadings } from '../values/pinyin.ts'

export type Account = Row<'users'>

export const findAccount = async (id: number): Promise<Account | undefined> => (await accountById({ id }))[0]

const accountById = prepareQuery((value: Place<{ id: number }>) =>
  reader().selectFrom('users').selectAll().where('id', '=', value('id')),
)

/** A person's name; '' where there is no such account. */
export const accountName = async (id: number): Promise<string> => (await findAccount(id))?.name ?? ''

export const accountByName = (username: string): Promise<Account | undefined> =>
  reader().selectFrom('users').selectAll().where('username', '=', username.trim()).executeTakeFirst()

/** The manager who has been here longest. */
export const firstManager = (): Promise<Account | undefined> =>
  reader()
    .selectFrom('users')
    .selectAll()
    .where('role', '=', 'manager')
    .where('active', '=', 1)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Active people first, each by name: Chinese names by their sound, as people look for them. */
export async function accounts(): Promise<Account[]> {
  const all = await reader().selectFrom('users').selectAll().orderBy('id').execute()
  return all.toSorted((a, b) => b.active - a.active || byName(a, b))
}

/** The same of those in whose name, its sound or username a text stands: some of them, and how many there are. */
export async function accountsOn(
  q: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: Account[]; count: number }> {
  const all = await accounts()
  const found = q === '' ? all : all.filter((one) => isCalled(one, normalize(q)))
  return { rows: found.slice(offset, offset + limit), count: found.length }
}

const isCalled = ({ name, username }: { name: string; username: string }, folded: string): boolean =>
  [name, username, ...pinyinReadings(name)].some((called) => normalize(called).includes(folded))

/** Whom work can be given to, by name. Kept for lists, whose filters name them all: a tenth of such a page beside a bare one. */
export const activePeople = memoizeUntilWrite(
  async (): Promise<readonly { id: number; name: string; username: string }[]> => {
    const all = reader().selectFrom('users').select(['id', 'name', 'username']).where('active', '=', 1).orderBy('id')
    return (await all.execute()).toSorted(byName)
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
  /** When an initial password that nobody used expires; null: never. */
  initial_until: string | null
}

/** Adds an account whose password must be changed at the first sign-in; returns its id. */
export async function insertAccount(account: NewAccount, by: { id: number } | null): Promise<number> {
  const { id } = await writer()
    .insertInto('users')
    .values({ ...account, theme: null, created_at: timestamp() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEvent('users', id, 'created', { details: { username: account.username, role: account.role } }, by)
  return id
}

/** Sets a password; an initial one must be changed at the next sign-in. */
export async function setPassword(
  account: Account,
  password_hash: string,
  initial: { until: string } | null,
  by: { id: number },
): Promise<void> {
  await updateDerived('users', account.id, {
    password_hash,
    must_change: initial ? 1 : 0,
    initial_until: initial?.until ?? null,
  })
  await recordEvent('users', account.id, initial ? 'password_reset' : 'password_changed', {}, by)
}

export const saveAccount = (
  account: Account,
  wanted: Partial<Pick<Account, 'name' | 'role' | 'locale' | 'theme' | 'active' | 'username'>>,
  by: Person,
): Promise<boolean> => updateTracked('users', account, wanted, by)

/** How many managers could still sign in without this account. */
export async function otherManagers(id: number): Promise<number> {
  const { count } = await reader()
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'manager')
    .where('active', '=', 1)
    .where('id', '!=', id)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether anybody can sign in at all. */
export const anyoneCanSignIn = async (): Promise<boolean> =>
  (await reader()
    .selectFrom('users')
    .select('id')
    .where('active', '=', 1)
    .where('password_hash', 'like', '$2%')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Whether this person has signed in from the browser that shows this token. */
export const knowsBrowser = async (token: string, user_id: number): Promise<boolean> =>
  (await reader()
    .selectFrom('trusted_devices')
    .select('id')
    .where('id', '=', token)
    .where('user_id', '=', user_id)
    .executeTakeFirst()) !== undefined

export const rememberBrowser = async (token: string, user_id: number): Promise<void> => {
  await writer()
    .insertInto('trusted_devices')
    .values({ id: token, user_id, created_at: timestamp() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The key of the passwords' HMAC: one a database, in it, so that a backup restores alone. */
export async function passwordKey(): Promise<string> {
  const kept = () => reader().selectFrom('settings').select('value').where('name', '=', 'password_key')
  const known = await kept().executeTakeFirst()
  if (known) return known.value
  const made = { name: 'password_key', value: randomBytes(32).toString('base64') }
  await transaction(() =>
    writer()
      .insertInto('settings')
      .values(made)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return (await kept().executeTakeFirstOrThrow()).value
}
