import { createHash } from 'node:crypto'
import { transaction } from '../../database/database.ts'
import { present, timestamp } from '../../values/clock.ts'
import { addFailure, failuresOf, forgetFailures, takeBackFailure, touchFailures } from './failures-repository.ts'

const free = 4
const longest = 15 * 60

/** Seconds to wait after this many failures: none up to the fourth, then 1 s doubling up to 15 minutes. */
export const delayAfter = (failures: number): number =>
  failures <= free ? 0 : Math.min(2 ** (failures - free - 1), longest)

/** Counts the failures of an account, a browser or an address; those to spare are free. A shared one outlives a success. */
interface Counter {
  id: string
  spare: number
  shared: boolean
}

/** Whose failures count: a browser in which the person has signed in before has its own counter, so nobody can lock a colleague out. */
interface Attempt {
  username: string
  address: string
  knownBrowser: string | null
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
const addressAllowance = 25

export function signInCounters({ username, address, knownBrowser }: Attempt): Counter[] {
  const account = username.trim().toLowerCase()
  if (knownBrowser) return [{ id: `browser:${hashed(`${knownBrowser} ${account}`)}`, spare: 0, shared: false }]
  return [
    { id: `account:${hashed(account)}`, spare: 0, shared: false },
    { id: `address:${hashed(address)}`, spare: addressAllowance, shared: true },
  ]
}

/** For the present password, asked again of somebody signed in: what is tried there locks nobody out of signing in. */
export const ownPasswordCounters = (user_id: number): Counter[] => [{ id: `own:${user_id}`, spare: 0, shared: false }]

/** A try that may go on, with when each of its counters had counted last. */
interface Try {
  counters: Counter[]
  before: Map<string, string>
}

/** Seconds to wait now. */
export const retryAfter = async (counters: Counter[]): Promise<number> => secondsOf(counters, await standing(counters))

/**
 * Takes a try; seconds, where one still has to wait. It is counted as failed before the password is looked at, so that guesses sent at the same moment count
 * too, in a short transaction of its own: it stays though the sign-in is refused.
 */
export const reserveAttempt = (counters: Counter[]): Promise<Try | number> =>
  transaction(async () => {
    const rows = await standing(counters)
    const wait = secondsOf(counters, rows)
    if (wait > 0) return wait
    for (const { id } of counters) await addFailure(id, timestamp())
    return { counters, before: new Map(rows.map(({ id, last_at }) => [id, last_at])) }
  })

/** It failed: one waits from now on. Inside a transaction. */
export const recordFailure = (counters: Counter[]): Promise<void> =>
  touchFailures(
    counters.map(({ id }) => id),
    timestamp(),
  )

/** It was right: the counters are cleared, and a shared one stands where it stood. Inside a transaction. */
export async function recordSuccess(taken: Try): Promise<void> {
  await forgetFailures(taken.counters.filter(({ shared }) => !shared).map(({ id }) => id))
  for (const { id } of taken.counters.filter(({ shared }) => shared))
    await takeBackFailure(id, taken.before.get(id) ?? timestamp())
}

const standing = (counters: Counter[]) => failuresOf(counters.map(({ id }) => id))

/** Seconds by which the clocks of two machines over one database may differ. */
const mostSkew = 60

function secondsOf(counters: Counter[], rows: { id: string; count: number; last_at: string }[]): number {
  const waits = rows.map(({ id, count, last_at }) => {
    const passed = (present().getTime() - Date.parse(last_at)) / 1000
    const delay = delayAfter(count - (counters.find((counter) => counter.id === id)?.spare ?? 0))
    // Further in the future than two machines' clocks differ: the clock was set back, which must not lock anybody out.
    return passed < -mostSkew ? 0 : delay - Math.max(0, passed)
  })
  return Math.ceil(Math.max(0, ...waits))
}
