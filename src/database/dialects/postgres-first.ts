import pg from 'pg'
import { longestWait } from '../database.ts'

const runnersLock = 0x534c424c

/** The one process of several that runs jobs: it holds a lock for as long as its connection stands. */
export function oneRunner(url: string) {
  let holding: pg.Client | undefined
  let asked: Promise<boolean> = Promise.resolve(false)
  const ask = async (): Promise<boolean> => {
    if (holding) return true
    const client = new pg.Client({
      connectionString: url,
      application_name: 'salesbook runner',
      connectionTimeoutMillis: longestWait,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    client.on('error', () => {
      if (holding === client) holding = undefined
    })
    await client.connect()
    const tried = await client
      .query<{ free: boolean }>(`select pg_try_advisory_lock(${runnersLock}) as free`)
      .catch(() => undefined)
    if (tried?.rows[0]?.free) holding = client
    else await client.end()
    return holding === client
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
