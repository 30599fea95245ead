import pg from 'pg'
import { longestWait } from '../database.ts'

const runnersLock = 0x534c424c

/** The one process of several that runs jobs: it holds a lock for as long as its connection stands. */
export function leaderLock(url: string) {
  let holding: pg.Client | undefined
  let asked: Promise<boolean> = Promise.resolve(false)
  const ask = async (): Promise<boolean> => {
    holding ??= await lock(url, (client) => {
      if (holding === client) holding = undefined
    })
    return holding !== undefined
  }
  return {
    isFirst(): Promise<boolean> {
      asked = asked.then(ask, ask)
      return asked
    },
    async end(): Promise<void> {
      await asked.catch(() => undefined)
      await holding?.end()
      holding = undefined
    },
  }
}

/** A connection that holds the lock; undefined where another process has it. `broken` is told when it goes away. */
async function lock(url: string, broken: (client: pg.Client) => void): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'salesbook runner',
    connectionTimeoutMillis: longestWait,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  let isBroken = false
  client.on('error', () => {
    isBroken = true
    broken(client)
  })
  await client.connect()
  const tried = await client
    .query<{ free: boolean }>(`select pg_try_advisory_lock(${runnersLock}) as free`)
    .catch(() => undefined)
  if (tried?.rows[0]?.free && !isBroken) return client
  await client.end()
  return undefined
}
