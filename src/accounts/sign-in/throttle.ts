import { createHash } from 'node:crypto'
import { transaction } from '../../database/database.ts'
import { ValidationError } from '../../i18n/error-classes.ts'
import { currentInstant, timestamp } from '../../values/clock.ts'
import {
  addFailure,
  deleteLoginFailuresByIds,
  findFailureCounters,
  touchFailures,
  undoSignInFailure,
} from './failures-repository.ts'

const freeFailures = 4
const maxDelaySeconds = 15 * 60

/** Seconds to wait after this many failures: none up to four, then 1 s, doubling up to 15 minutes. */
export const delayAfter = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(2 ** (failures - freeFailures - 1), maxDelaySeconds)

/**
 * A failure counter of an account, a browser or an address. The first `spare` failures cause no delay. A `shared`
 * counter is not cleared by a success.
 */
interface Counter {
  id: string
  spare: number
  shared: boolean
}

/**
 * A sign-in attempt. A browser in which the person has signed in before has its own counter, so that nobody can lock a
 * colleague out.
 */
interface Attempt {
  username: string
  address: string
  knownBrowser: string | null
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
const addressAllowance = 25

/** The counters that a sign-in attempt counts on: of the username, of the address, and of the known browser. */
export function signInAttemptCounters({ username, address, knownBrowser }: Attempt): Counter[] {
  const account = username.trim().toLowerCase()
  if (knownBrowser) return [{ id: `browser:${shortHash(`${knownBrowser} ${account}`)}`, spare: 0, shared: false }]
  return [
    { id: `account:${shortHash(account)}`, spare: 0, shared: false },
    { id: `address:${shortHash(address)}`, spare: addressAllowance, shared: true },
  ]
}

/** Counter for checks of the current password of a signed-in user. Its failures do not block signing in. */
export const ownPasswordAttemptCounters = (user_id: number): Counter[] => [
  { id: `own:${user_id}`, spare: 0, shared: false },
]

/** A reserved attempt, with the time of the last failure of each counter before it. */
interface ReservedAttempt {
  counters: Counter[]
  before: Map<string, string>
}

/** Seconds to wait before the next attempt. */
export const retryAfter = async (counters: Counter[]): Promise<number> =>
  waitSeconds(counters, await storedCounters(counters))

/**
 * Reserves an attempt, or returns the seconds to wait. It counts as failed before the password is checked, so that
 * parallel guesses count too. Runs in a transaction of its own, which stays committed if the sign-in is refused.
 */
export const reserveAttempt = (counters: Counter[]): Promise<ReservedAttempt | number> =>
  transaction(async () => {
    const rows = await storedCounters(counters)
    const wait = waitSeconds(counters, rows)
    if (wait > 0) return wait
    for (const { id } of counters) await addFailure(id, timestamp())
    return { counters, before: new Map(rows.map(({ id, last_at }) => [id, last_at])) }
  })

/** Starts the delay after a failed attempt. Call it inside a transaction. */
export const recordFailure = (counters: Counter[]): Promise<void> =>
  touchFailures(
    counters.map(({ id }) => id),
    timestamp(),
  )

/** Clears the counters after a success; a shared counter only loses this attempt. Call it inside a transaction. */
export async function recordSuccess(attempt: ReservedAttempt): Promise<void> {
  await deleteLoginFailuresByIds(attempt.counters.filter(({ shared }) => !shared).map(({ id }) => id))
  for (const { id } of attempt.counters.filter(({ shared }) => shared))
    await undoSignInFailure(id, attempt.before.get(id) ?? timestamp())
}

const storedCounters = (counters: Counter[]) => findFailureCounters(counters.map(({ id }) => id))

/** Maximum clock difference, in seconds, between two servers that share a database. */
const maxClockSkew = 60

function waitSeconds(counters: Counter[], rows: { id: string; count: number; last_at: string }[]): number {
  const waits = rows.map(({ id, count, last_at }) => {
    const passed = (currentInstant().getTime() - Date.parse(last_at)) / 1000
    const delay = delayAfter(count - (counters.find((counter) => counter.id === id)?.spare ?? 0))
    // A time further ahead means that the clock was set back; that must not lock anybody out.
    return passed < -maxClockSkew ? 0 : delay - Math.max(0, passed)
  })
  return Math.ceil(Math.max(0, ...waits))
}

/** The error that says how long to wait: in seconds, from a minute on in minutes. */
export const tooManyAttemptsError = (
  field: string,
  key: 'accounts.too_many_attempts' | 'accounts.incorrect_then_wait',
  seconds: number,
): ValidationError =>
  seconds < 60
    ? new ValidationError(field, key, { count: seconds })
    : new ValidationError(field, `${key}_minutes`, { count: Math.ceil(seconds / 60) })
