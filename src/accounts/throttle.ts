import { createHash } from 'node:crypto'
import { transaction } from '../database/database.ts'
import { addFailure, failuresOf, forgetFailures } from './failures-repository.ts'

const free = 4
const longest = 15 * 60

/** Seconds to wait after this many failures: none up to the fourth, then 1 s doubling up to 15 minutes. */
export const delayAfter = (failures: number): number =>
  failures <= free ? 0 : Math.min(2 ** (failures - free - 1), longest)

/** Whose failures count: a browser in which the person has signed in before has its own counter, so nobody can lock a colleague out. */
export interface Attempt {
  username: string
  address: string
  knownBrowser: string | null
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
const addressAllowance = 25

function counters({ username, address, knownBrowser }: Attempt): { id: string; spare: number }[] {
  const account = username.trim().toLowerCase()
  if (knownBrowser) return [{ id: `browser:${hashed(`${knownBrowser} ${account}`)}`, spare: 0 }]
  return [
    { id: `account:${hashed(account)}`, spare: 0 },
    { id: `address:${hashed(address)}`, spare: addressAllowance },
  ]
}

/** Seconds that this attempt still has to wait; 0: it may go on. */
export async function wait(attempt: Attempt, now = Date.now()): Promise<number> {
  const rows = await failuresOf(counters(attempt).map(({ id }) => id))
  const spare = new Map(counters(attempt).map(({ id, spare }) => [id, spare]))
  const waits = rows.map(({ id, count, last_at }) => {
    const passed = (now - Date.parse(last_at)) / 1000
    // A clock that was set back must not lock anybody out for longer than the delay itself.
    return passed < 0 ? delayAfter(count - (spare.get(id) ?? 0)) : delayAfter(count - (spare.get(id) ?? 0)) - passed
  })
  return Math.max(0, Math.ceil(Math.max(0, ...waits)))
}

/** Counts a failure, in a short transaction of its own: it stays though the sign-in is refused. */
export const countFailure = (attempt: Attempt): Promise<void> =>
  transaction(async () => {
    const last_at = new Date().toISOString()
    for (const { id } of counters(attempt)) await addFailure(id, last_at)
  })

/** A sign-in that worked clears the counters of its account and browser. */
export const clearFailures = async (attempt: Attempt): Promise<void> => {
  const own = counters(attempt).filter(({ id }) => !id.startsWith('address:'))
  await forgetFailures(own.map(({ id }) => id))
}
