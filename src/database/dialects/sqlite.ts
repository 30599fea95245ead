import { setTimeout as wait } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { Kysely, type KyselyPlugin, type SqliteDatabase, SqliteDialect, sql } from 'kysely'
import { type Database, DatabaseBusy, longestWait, unawaitedStatementError, type Writer } from '../database.ts'
import type { Tables } from '../tables.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Dialect } from './dialect.ts'
import { cachingStatements } from './statement-cache.ts'
import { writeQueue } from './write-queue.ts'
import { YieldPlugin } from './yield-plugin.ts'

/** 'SBOK': tells our files from others' (PRAGMA application_id). */
export const applicationId = 0x53424f4b
/** What files had before the first release, whose migrations are gone. */
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
      // A number without a point, or FTS5 takes it for none.
      const command = (name: string, value: number) =>
        sql`insert into ${index} (${index}, rank) values (${name}, cast(${value} as integer))`.execute(writer)
      // With the usual four, two commits meanwhile would end a merge of two segments halfway.
      if (first) await command('usermerge', 2)
      const before = await changes()
      // A number below nothing puts all segments together to be merged. Where it has nothing to do it changes one row or none.
      await command('merge', first ? -pages : pages)
      return (await changes()) - before > 1
    },
  },
}

/** Opens a file for writing, with the settings that a writing connection must have (synchronous FULL is not this build's default). */
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

/** Opens a file that this connection can't change, with so many kilobytes of it kept. What is sorted may be all there is: that goes to disk, not into memory. */
export function openReader(file: string, cache = 8_000): Sqlite.Database {
  const connection = new Sqlite(file, { readonly: true, timeout: 2000 })
  for (const pragma of ['query_only = ON', 'trusted_schema = OFF', 'temp_store = FILE', `cache_size = -${cache}`])
    connection.pragma(pragma)
  return connection
}

const over = (database: SqliteDatabase, plugins: KyselyPlugin[] = []) =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins })

/** The embedded database: one writing connection whose users queue, one reading connection. */
export function sqlite(file: string, patience = longestWait): Database {
  const writing = openWriter(file)
  const reading = openReader(file)
  const reader = over(cachingStatements(reading))
  const writers = writeQueue(patience)
  writing.pragma('wal_autocheckpoint = 0')
  const log = new Checkpoints(file, () => writing.pragma('wal_autocheckpoint = 1000'))
  return {
    dialect,
    reader,
    transact: (work) => writers.take((until) => inTransaction(writing, until, work)).finally(() => log.committed()),
    // Two processes never serve one file.
    isLeader: () => Promise.resolve(true),
    checkpointWal: () => log.whole(),
    // Every table that has grown or shrunk much (0x10000), a bounded look at each: SQLite limits itself.
    analyze: () => writers.take(async () => void writing.pragma('optimize(0x1fffe)')),
    dataVersion: unchangedSince(reading),
    async close() {
      await writers.end()
      await log.end()
      // The writing connection last: a read-only one can't take the log into the file.
      await reader.destroy()
      reading.close()
      writing.close()
    },
  }
}

/** Tells what stays the same object until anything is written. */
function unchangedSince(reading: Sqlite.Database): () => object {
  // Another number after each commit of another connection, of which the writing one is one.
  const version = reading.prepare<[], number>('pragma data_version').pluck()
  let seen = { version: version.get() }
  return () => {
    const now = version.get()
    if (now !== seen.version) seen = { version: now }
    return seen
  }
}

/** A worker goes through much of the file once: keeping more of it would serve nobody. */
const workersCache = 4_000

/** A database that only reads, for worker threads. */
export function sqliteReader(file: string): Database {
  const reader = over(cachingStatements(openReader(file, workersCache)))
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
  until: number,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  await begin(connection, until)
  const mine = writerOf(connection)
  try {
    const result = await work(mine.writer).finally(mine.end)
    connection.exec('commit')
    return result
  } catch (error) {
    // A full disk may have rolled it back already.
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}

/** One transaction's own writer: a statement that nobody awaited fails after the end, or it would stand in another's act. */
function writerOf(connection: Sqlite.Database): { writer: Writer; end: () => void } {
  let ended = false
  const guarded: SqliteDatabase = {
    prepare(sql) {
      if (ended) throw unawaitedStatementError()
      return connection.prepare(sql)
    },
    close: () => undefined,
  }
  const writer = over(guarded, [new YieldPlugin()])
  return {
    writer,
    end() {
      ended = true
    },
  }
}

/** better-sqlite3 waits for a lock by sleeping, and a sleeping main thread serves nobody: so we wait ourselves. */
async function begin(connection: Sqlite.Database, until: number): Promise<void> {
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    try {
      connection.exec('begin immediate')
      return
    } catch (error) {
      if (!(error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
      if (performance.now() > until) throw new DatabaseBusy('another process is writing', { cause: error })
      await wait(pause)
    }
  }
}
