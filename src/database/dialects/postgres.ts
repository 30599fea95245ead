import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import {
  CommitUnknown,
  type Database,
  DatabaseBusy,
  DatabaseUnavailable,
  longestWait,
  unawaitedStatementError,
  type Writer,
} from '../database.ts'
import type { Tables } from '../tables.ts'
import type { Dialect } from './dialect.ts'
import {
  connectionOf,
  isBroken,
  trackConnectionErrors,
  translateConnectionError,
  withConnectionErrors,
} from './postgres-connection-errors.ts'
import { leaderLock } from './postgres-leader.ts'
import { NullsAsSqlite } from './postgres-nulls.ts'
import { TextCursor, types, withoutNul } from './postgres-values.ts'
import { writeQueue } from './write-queue.ts'

/** What everybody who writes into this database holds ('SLBK'). */
export const writersLock = 0x534c424b

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

/** A database on a server, which other processes may use too: here as there one writes at a time. */
export function postgres(url: string, patience = longestWait): Database {
  const reading = readers(url, connections.main)
  const writing = quiet(new pg.Pool({ ...common(url), max: 1 }))
  const writers = writeQueue(patience)
  const runner = leaderLock(url)
  return {
    dialect,
    reader: over(reading),
    transact: (work) => writers.take((until) => inTransaction(writing, until, work)),
    isLeader: () => runner.isFirst(),
    checkpointWal: () => Promise.resolve(),
    // The server does it by itself.
    analyze: () => Promise.resolve(),
    dataVersion: () => null,
    async close() {
      await writers.end()
      await Promise.all([reading.end(), writing.end(), runner.end()])
    },
  }
}

/** A database that only reads, for worker threads. */
export function postgresReader(url: string): Database {
  const reading = readers(url, connections.worker)
  return {
    dialect,
    reader: over(reading),
    transact: () => Promise.reject(new Error('only the main thread writes')),
    isLeader: () => Promise.resolve(false),
    checkpointWal: () => Promise.resolve(),
    analyze: () => Promise.resolve(),
    dataVersion: () => null,
    close: () => reading.end(),
  }
}

const readers = (url: string, max: number) =>
  quiet(
    new pg.Pool({
      ...common(url),
      max,
      options: '-c default_transaction_read_only=on',
    }),
  )

const common = (url: string): pg.PoolConfig => ({
  connectionString: url,
  types,
  application_name: 'salesbook',
  connectionTimeoutMillis: longestWait,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
})

/** A connection that breaks fails the statement under way and is replaced; without listeners it would end the process. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined)
  pool.on('connect', trackConnectionErrors)
  return pool
}

function over(pool: pg.Pool): Kysely<Tables> {
  return kysely({ connect: async () => cleaned(await connectionOf(pool), named), end: () => pool.end() })
}

const kysely = (pool: PostgresPool) =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool, cursor: TextCursor }), plugins: [new NullsAsSqlite()] })

/** A connection as Kysely uses one, with texts as PostgreSQL takes them. */
function cleaned(
  client: pg.PoolClient,
  statement: (text: string) => { text: string; name?: string },
  release = () => client.release(),
): PostgresPoolClient {
  const query = (what: unknown, parameters?: readonly unknown[]): unknown =>
    typeof what === 'string'
      ? client.query({ ...statement(what), values: (parameters ?? []).map(withoutNul) }).catch((error: unknown) => {
          throw translateConnectionError(error, client)
        })
      : withConnectionErrors(client.query(what as TextCursor<unknown>), client)
  return { query: query as PostgresPoolClient['query'], release }
}

/** Statements that each connection keeps prepared; those of later texts are read and planned anew each time. */
const mostNamed = 500
const names = new Map<string, string>()

/**
 * A statement of a reader under a name of its own, so that the server reads and plans it once for each connection (limit: a
 * customer's page beside a bare one). Not of a writer: a plan made of an empty table would be kept while an import fills it.
 */
function named(text: string): { text: string; name?: string } {
  const name = names.get(text) ?? (names.size < mostNamed ? `statement_${names.size}` : undefined)
  if (name === undefined) return { text }
  names.set(text, name)
  return { text, name }
}

async function inTransaction<T>(pool: pg.Pool, until: number, work: (writer: Writer) => Promise<T>): Promise<T> {
  const client = await connectionOf(pool)
  let broken: Error | undefined
  try {
    await begin(client, until)
    const mine = writerOf(client)
    const result = await work(mine.writer).finally(mine.end)
    await commit(client)
    return result
  } catch (error) {
    await client.query('rollback').catch((again: Error) => {
      broken = again
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** The lock comes before the first look, so that what is seen is what the writer before has left. */
async function begin(client: pg.PoolClient, until: number): Promise<void> {
  const left = Math.max(1, Math.ceil(until - performance.now()))
  try {
    await client.query(
      `begin; set local lock_timeout = ${left}; select pg_advisory_xact_lock(${writersLock}); set local lock_timeout = 0`,
    )
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03')
      throw new DatabaseBusy('another process is writing', { cause: error })
    throw translateConnectionError(error, client)
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  if (isBroken(client))
    throw new DatabaseUnavailable('the connection was lost in a transaction, so nothing was written')
  const { command } = await client.query('commit').catch((error: unknown) => {
    const why = translateConnectionError(error, client)
    throw why instanceof DatabaseUnavailable
      ? new CommitUnknown('the connection was lost at the commit', { cause: error })
      : why
  })
  if (command !== 'COMMIT') throw new Error('a statement failed in a transaction that went on, so nothing was written')
}

/** One transaction's own writer: its statements wait for each other, and none is taken after the end. */
function writerOf(client: pg.PoolClient): { writer: Writer; end: () => void } {
  let ended = false
  let last: Promise<unknown> = Promise.resolve()
  const writer = kysely({
    async connect() {
      let release = (): void => undefined
      const before = last
      last = new Promise<void>((resolve) => {
        release = resolve
      })
      await before
      if (!ended) return cleaned(client, (text) => ({ text }), release)
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
