import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { Kysely, type KyselyPlugin, type SqliteDatabase, SqliteDialect, sql } from 'kysely'
import { type Database, DatabaseBusy, maxWaitMs, unawaitedStatementError, type Writer } from '../database.ts'
import type { Tables } from '../tables.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Dialect } from './dialect.ts'
import { cacheStatements } from './statement-cache.ts'
import { writeQueue } from './write-queue.ts'
import { YieldPlugin } from './yield-plugin.ts'

/** PRAGMA application_id of our files ('SBOK'). */
export const applicationId = 0x53424f4b
/** Application ids from before the first release; their migrations no longer exist. */
export const unreleasedIds = [0x534c424b, 0x53414c45]

const dialect: Dialect = {
  name: 'sqlite',
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  jsonText: (document, path) => sql`${document} ->> ${['$', ...path].join('.')}`,
  idIn: (id, ids) => sql`${id} in (select value from json_each(${JSON.stringify(ids)}))`,
  grams: {
    id: sql`rowid`,
    batchSize: 1,
    upsert(index, records) {
      const rows = records.map(({ id, grams }) => sql`(${id}, ${grams.join(' ')})`)
      return sql`insert or replace into ${index} (rowid, grams) values ${sql.join(rows)}`
    },
    match: (index, grams) => sql`${index} match ${grams.join(' ')}`,
    async merge(index, pages, first, writer) {
      const changes = async () => {
        const { rows } = await sql<{ count: number }>`select total_changes() as count`.execute(writer)
        return rows[0]?.count ?? 0
      }
      // FTS5 ignores a value written as a float, so it must be an integer.
      const command = (name: string, value: number) =>
        sql`insert into ${index} (${index}, rank) values (${name}, cast(${value} as integer))`.execute(writer)
      // With the default of four, two commits in between would end a merge of two segments halfway.
      if (first) await command('usermerge', 2)
      const before = await changes()
      // A negative number first puts all segments into one merge. A merge with nothing to do changes at most one row.
      await command('merge', first ? -pages : pages)
      return (await changes()) - before > 1
    },
  },
}

/**
 * Opens a file for writing, with the settings every writing connection needs (synchronous FULL is not this build's
 * default).
 */
export function openWriter(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: 0 })
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'journal_size_limit = 67108864',
    'temp_store = MEMORY',
    'cache_size = -8000',
  ])
    connection.pragma(pragma)
  return connection
}

/**
 * Opens a file read-only, with a page cache of `cache` kilobytes. A sort may involve all rows, so temporary data goes
 * to disk.
 */
export function openReader(file: string, cache = 8_000): Sqlite.Database {
  const connection = new Sqlite(file, { readonly: true, timeout: 2000 })
  for (const pragma of ['query_only = ON', 'trusted_schema = OFF', 'temp_store = FILE', `cache_size = -${cache}`])
    connection.pragma(pragma)
  return connection
}

const kyselyOf = (database: SqliteDatabase, plugins: KyselyPlugin[] = []) =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins })

/** The embedded database: one writing connection with a queue, and one reading connection. */
export function sqlite(file: string, timeoutMs = maxWaitMs): Database {
  const writeConnection = openWriter(file)
  const readConnection = openReader(file)
  const reader = kyselyOf(cacheStatements(readConnection))
  const writers = writeQueue(timeoutMs)
  writeConnection.pragma('wal_autocheckpoint = 0')
  const checkpoints = new Checkpoints(file, () => writeConnection.pragma('wal_autocheckpoint = 1000'))
  return {
    dialect,
    reader,
    transact: (work) =>
      writers.take((deadline) => inTransaction(writeConnection, deadline, work)).finally(() => checkpoints.committed()),
    // Only one process ever serves a file.
    isLeader: () => Promise.resolve(true),
    checkpointWal: () => checkpoints.whole(),
    // Analyzes every table whose size has changed much (0x10000); SQLite limits the rows it reads itself.
    analyze: () => writers.take(async () => void writeConnection.pragma('optimize(0x1fffe)')),
    dataVersion: versionTracker(readConnection),
    async close() {
      await writers.end()
      await checkpoints.end()
      // Closes the writing connection last: a read-only one can't checkpoint the WAL.
      await reader.destroy()
      readConnection.close()
      writeConnection.close()
    },
  }
}

/** Returns a function whose result is the same object until anything is written. */
function versionTracker(readConnection: Sqlite.Database): () => object {
  // data_version changes with each commit of another connection; the writing connection is another one.
  const version = readConnection.prepare<[], number>('pragma data_version').pluck()
  let seen = { version: version.get() }
  return () => {
    const now = version.get()
    if (now !== seen.version) seen = { version: now }
    return seen
  }
}

/** Page cache in kilobytes. A worker reads much of the file once, so a larger cache would not help. */
const workerCacheKb = 4_000

/** A read-only database, for worker threads. */
export function sqliteReader(file: string): Database {
  const reader = kyselyOf(cacheStatements(openReader(file, workerCacheKb)))
  return {
    dialect,
    reader,
    transact: () => Promise.reject(new Error('only the main thread writes')),
    isLeader: () => Promise.resolve(false),
    checkpointWal: () => Promise.resolve(),
    analyze: () => Promise.resolve(),
    dataVersion: () => null,
    close: () => reader.destroy(),
  }
}

async function inTransaction<T>(
  connection: Sqlite.Database,
  deadline: number,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  await begin(connection, deadline)
  const transactionWriter = writerOf(connection)
  try {
    const result = await work(transactionWriter.writer).finally(transactionWriter.end)
    connection.exec('commit')
    return result
  } catch (error) {
    // A full disk may already have rolled the transaction back.
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}

/**
 * The writer of one transaction. It throws for statements after the end: they were not awaited and would run in another
 * transaction.
 */
function writerOf(connection: Sqlite.Database): { writer: Writer; end: () => void } {
  let ended = false
  const guardedConnection: SqliteDatabase = {
    prepare(sql) {
      if (ended) throw unawaitedStatementError()
      return connection.prepare(sql)
    },
    close: () => undefined,
  }
  const writer = kyselyOf(guardedConnection, [new YieldPlugin()])
  return {
    writer,
    end() {
      ended = true
    },
  }
}

/**
 * Starts a write transaction. better-sqlite3 waits for a lock by blocking the thread, so the waiting is done here.
 * Throws DatabaseBusy.
 */
async function begin(connection: Sqlite.Database, deadline: number): Promise<void> {
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    try {
      connection.exec('begin immediate')
      return
    } catch (error) {
      if (!(error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
      if (performance.now() > deadline) throw new DatabaseBusy('another process is writing', { cause: error })
      await wait(pause)
    }
  }
}
