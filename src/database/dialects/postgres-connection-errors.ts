import pg from 'pg'
import type Cursor from 'pg-cursor'
import { DatabaseUnavailable } from '../database.ts'

const broken = new WeakSet<pg.ClientBase>()

/** Whether a connection is lost. */
export const isLostConnection = (client: pg.ClientBase): boolean => broken.has(client)

/** Records when a connection breaks. Without a listener, its error event would end the process. */
export function trackConnectionErrors(client: pg.ClientBase): void {
  client.on('error', () => void broken.add(client))
  client.on('end', () => void broken.add(client))
}

/** A connection from the pool. Throws DatabaseUnavailable. */
export const connectionFromPool = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable('there is no connection to the database', { cause: error })
  })

/** SQLSTATE codes of a server that closes the connection, shuts down, is starting up or has no connection free. */
const disconnectCodes = /^(08|57P|53300)/

/** DatabaseUnavailable if the connection was lost, otherwise the same error. */
export function translateConnectionError(error: unknown, client: pg.ClientBase): unknown {
  const isDisconnect = error instanceof pg.DatabaseError && disconnectCodes.test(error.code ?? '')
  return isDisconnect || isLostConnection(client)
    ? new DatabaseUnavailable('the connection to the database was lost', { cause: error })
    : error
}

/**
 * A cursor that throws our errors, and whose close() also ends when the connection is lost: the server's reply would
 * never come.
 */
export function cursorWithConnectionErrors<Row>(cursor: Cursor<Row>, client: pg.ClientBase): Cursor<Row> {
  const read = cursor.read.bind(cursor) as (rows: number) => Promise<Row[]>
  const close = cursor.close.bind(cursor) as () => Promise<void>
  return Object.assign(cursor, {
    read: (rows: number) =>
      read(rows).catch((error: unknown) => {
        throw translateConnectionError(error, client)
      }),
    async close() {
      if (isLostConnection(client)) return
      let onEnd = (): void => undefined
      const ended = new Promise<void>((resolve) => {
        onEnd = resolve
      })
      client.once('end', onEnd)
      await Promise.race([close(), ended]).finally(() => client.off('end', onEnd))
    },
  })
}
