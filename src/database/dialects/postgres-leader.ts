import pg from 'pg'
import { maxWaitMs } from '../database.ts'

const leaderLockId = 0x534c424c

/** Elects the process that runs jobs: the one whose connection holds an advisory lock. */
export function leaderLock(url: string) {
  let lockClient: pg.Client | undefined
  let lastCheck: Promise<boolean> = Promise.resolve(false)
  const check = async (): Promise<boolean> => {
    lockClient ??= await lock(url, (client) => {
      if (lockClient === client) lockClient = undefined
    })
    return lockClient !== undefined
  }
  return {
    isFirst(): Promise<boolean> {
      lastCheck = lastCheck.then(check, check)
      return lastCheck
    },
    async end(): Promise<void> {
      await lastCheck.catch(() => undefined)
      await lockClient?.end()
      lockClient = undefined
    },
  }
}

/**
 * A connection that holds the lock, or undefined if another process has it. Calls `broken` when the connection is lost.
 */
async function lock(url: string, broken: (client: pg.Client) => void): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'salesbook runner',
    connectionTimeoutMillis: maxWaitMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  let isBroken = false
  client.on('error', () => {
    isBroken = true
    broken(client)
  })
  await client.connect()
  const result = await client
    .query<{ free: boolean }>(`select pg_try_advisory_lock(${leaderLockId}) as free`)
    .catch(() => undefined)
  if (result?.rows[0]?.free && !isBroken) return client
  await client.end()
  return undefined
}
