import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import {
  CommitUnknown,
  type Database,
  DatabaseBusy,
  DatabaseUnavailable,
  maxWaitMs,
  unawaitedStatementError,
  type Writer,
} from '../database.ts'
import type { Tables } from '../tables.ts'
import type { Dialect } from './dialect.ts'
import {
  connectionFromPool,
  cursorWithConnectionErrors,
  isLostConnection,
  trackConnectionErrors,
  translateConnectionError,
} from './postgres-connection-errors.ts'
import { leaderLock } from './postgres-leader.ts'
import { NullsAsSqlite } from './postgres-null-order.ts'
import { TextCursor, types, withoutNul } from './postgres-values.ts'
import { writeQueue } from './write-queue.ts'

/** Advisory lock that every writer to this database takes ('SLBK'). */
export const writersLock = 0x534c424b

/** Read connections of the main thread and of each worker thread. */
const connections = { main: 8, worker: 3 }

const dialect: Dialect = {
  name: 'postgres',
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  jsonText: (document, path) => sql`${document}::json #>> ${path}::text[]`,
  idIn: (id, ids) => sql`${id} = any(${ids}::int[])`,
  grams: {
    id: sql`id`,
    batchSize: 200,
    upsert(index, records) {
      const rows = records.map(({ id, grams }) => sql`(${id}, ${grams}::text[])`)
      return sql`insert into ${index} (id, grams) values ${sql.join(rows)} on conflict (id) do update set grams = excluded.grams`
    },
    match: (index, grams) => sql`${index}.grams @> ${grams}::text[]`,
    // The server does it by itself.
    merge: () => Promise.resolve(false),
  },
}

/** A database on a server. Other processes may use it too; across all of them, only one writes at a time. */
export function postgres(url: string, timeoutMs = maxWaitMs): Database {
  const reading = readers(url, connections.main)
  const writing = withErrorListeners(new pg.Pool({ ...poolConfig(url), max: 1 }))
  const writers = writeQueue(timeoutMs)
  const leader = leaderLock(url)
  return {
    dialect,
    reader: readerOf(reading),
    transact: (work) => writers.take((deadline) => inTransaction(writing, deadline, work)),
    isLeader: () => leader.isFirst(),
    checkpointWal: () => Promise.resolve(),
    // The server does it by itself.
    analyze: () => Promise.resolve(),
    dataVersion: () => null,
    async close() {
      await writers.end()
      await Promise.all([reading.end(), writing.end(), leader.end()])
    },
  }
}

/** A read-only database, for worker threads. */
export function postgresReader(url: string): Database {
  const reading = readers(url, connections.worker)
  return {
    dialect,
    reader: readerOf(reading),
    transact: () => Promise.reject(new Error('only the main thread writes')),
    isLeader: () => Promise.resolve(false),
    checkpointWal: () => Promise.resolve(),
    analyze: () => Promise.resolve(),
    dataVersion: () => null,
    close: () => reading.end(),
  }
}

const readers = (url: string, max: number) =>
  withErrorListeners(
    new pg.Pool({
      ...poolConfig(url),
      max,
      options: '-c default_transaction_read_only=on',
    }),
  )

const poolConfig = (url: string): pg.PoolConfig => ({
  connectionString: url,
  types,
  application_name: 'salesbook',
  connectionTimeoutMillis: maxWaitMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
})

/** A broken connection fails its running statement and is replaced. Without listeners, it would end the process. */
function withErrorListeners(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  pool.on('connect', trackConnectionErrors)
  return pool
}

function readerOf(pool: pg.Pool): Kysely<Tables> {
  return kysely({
    connect: async () => kyselyClient(await connectionFromPool(pool), preparedStatement),
    end: () => pool.end(),
  })
}

const kysely = (pool: PostgresPool) =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool, cursor: TextCursor }), plugins: [new NullsAsSqlite()] })

/** A connection for Kysely that removes NUL from texts and throws our errors. */
function kyselyClient(
  client: pg.PoolClient,
  statement: (text: string) => { text: string; name?: string },
  release = () => client.release(),
): PostgresPoolClient {
  const query = (queryOrCursor: unknown, parameters?: readonly unknown[]): unknown =>
    typeof queryOrCursor === 'string'
      ? client
          .query({ ...statement(queryOrCursor), values: (parameters ?? []).map(withoutNul) })
          .catch((error: unknown) => {
            throw translateConnectionError(error, client)
          })
      : cursorWithConnectionErrors(client.query(queryOrCursor as TextCursor<unknown>), client)
  return { query: query as PostgresPoolClient['query'], release }
}

/** How many statements each connection keeps prepared; any further ones are parsed and planned each time. */
const maxPrepared = 500
const statementNames = new Map<string, string>()

/**
 * Names a reader's statement, so that the server parses and plans it once per connection (limit: a customer's page
 * compared with a bare one). Not used for writers: a plan made for an empty table would be kept while an import fills
 * it.
 */
function preparedStatement(text: string): { text: string; name?: string } {
  const name =
    statementNames.get(text) ?? (statementNames.size < maxPrepared ? `statement_${statementNames.size}` : undefined)
  if (name === undefined) return { text }
  statementNames.set(text, name)
  return { text, name }
}

async function inTransaction<T>(pool: pg.Pool, deadline: number, work: (writer: Writer) => Promise<T>): Promise<T> {
  const client = await connectionFromPool(pool)
  let broken: Error | undefined
  try {
    await begin(client, deadline)
    const transactionWriter = writerOf(client)
    const result = await work(transactionWriter.writer).finally(transactionWriter.end)
    await commit(client)
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Takes the lock before the first read, so that the transaction sees what the writer before it committed. */
async function begin(client: pg.PoolClient, deadline: number): Promise<void> {
  const remainingMs = Math.max(1, Math.ceil(deadline - performance.now()))
  try {
    await client.query(
      `begin; set local lock_timeout = ${remainingMs}; select pg_advisory_xact_lock(${writersLock}); set local lock_timeout = 0`,
    )
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03')
      throw new DatabaseBusy('another process is writing', { cause: error })
    throw translateConnectionError(error, client)
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  if (isLostConnection(client))
    throw new DatabaseUnavailable('the connection was lost in a transaction, so nothing was written')
  const { command } = await client.query('commit').catch((error: unknown) => {
    const translated = translateConnectionError(error, client)
    throw translated instanceof DatabaseUnavailable
      ? new CommitUnknown('the connection was lost at the commit', { cause: error })
      : translated
  })
  if (command !== 'COMMIT') throw new Error('a statement failed in a transaction that went on, so nothing was written')
}

/** The writer of one transaction: runs its statements one at a time and throws for statements after the end. */
function writerOf(client: pg.PoolClient): { writer: Writer; end: () => void } {
  let ended = false
  let lastStatement: Promise<unknown> = Promise.resolve()
  const writer = kysely({
    async connect() {
      let release = (): void => undefined
      const previous = lastStatement
      lastStatement = new Promise<void>((resolve) => {
        release = resolve
      })
      await previous
      if (!ended) return kyselyClient(client, (text) => ({ text }), release)
      release()
      throw unawaitedStatementError()
    },
    end: () => Promise.resolve(),
  })
  return {
    writer,
    end() {
      ended = true
    },
  }
}
