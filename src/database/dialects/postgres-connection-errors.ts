import pg from 'pg'
import type Cursor from 'pg-cursor'
import { DatabaseUnavailable } from '../database.ts'

const broken = new WeakSet<pg.ClientBase>()

/** Whether a connection is lost. */
export const isBroken = (client: pg.ClientBase): boolean => broken.has(client)

/** Takes note where a connection breaks; one whose errors nobody hears would end the process. */
export function trackConnectionErrors(client: pg.ClientBase): void {
  client.on('error', () => void broken.add(client))
  client.on('end', () => void broken.add(client))
}

/** A connection out of a pool. Throws DatabaseUnavailable. */
export const connectionOf = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable('there is no connection to the database', { cause: error })
  })

/** By which a server takes leave: it ends the connection, stops, is starting, or has none to spare. */
const leave = /^(08|57P|53300)/

/** The same error, or DatabaseUnavailable where it came of a lost connection. */
export function translateConnectionError(error: unknown, client: pg.ClientBase): unknown {
  const leaves = error instanceof pg.DatabaseError && leave.test(error.code ?? '')
  return leaves || isBroken(client)
    ? new DatabaseUnavailable('the connection to the database was lost', { cause: error })
    : error
}

/** A cursor whose errors are understood, and whose end does not wait for a word that a lost connection never brings. */
export function withConnectionErrors<Row>(cursor: Cursor<Row>, client: pg.ClientBase): Cursor<Row> {
  const read = cursor.read.bind(cursor) as (rows: number) => Promise<Row[]>
  const close = cursor.close.bind(cursor) as () => Promise<void>
  return Object.assign(cursor, {
    read: (rows: number) =>
      read(rows).catch((error: unknown) => {
        throw translateConnectionError(error, client)
      }),
    async close() {
      if (isBroken(client)) return
      let lost = (): void => undefined
      const over = new Promise<void>((resolve) => {
        lost = resolve
      })
      client.once('end', lost)
      await Promise.race([close(), over]).finally(() => client.off('end', lost))
    },
  })
}
