import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { Dialect } from './dialects/dialect.ts'
import type { Tables } from './tables.ts'

/** A connection that can only read. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'executeQuery' | 'getExecutor'>
/** A connection that can write, inside a transaction. */
export type Writer = Kysely<Tables>

/** An open database of either dialect: concurrent readers, one writer at a time. */
export interface Database {
  dialect: Dialect
  reader: Reader
  transact<T>(work: (writer: Writer) => Promise<T>): Promise<T>
  /** Whether this process does the work that only one may do, such as running jobs. If it ends, another takes over. */
  isLeader(): Promise<boolean>
  /** Checkpoints and restarts the write-ahead log; call before a large transaction. */
  checkpointWal(): Promise<void>
  /** Refreshes the planner statistics (ANALYZE); run it at a quiet time. */
  analyze(): Promise<void>
  /** The same object until anything is written; null if the database can't tell. */
  dataVersion(): object | null
  close(): Promise<void>
}

/** Milliseconds a write waits for writers in other processes. */
export const maxWaitMs = 10_000

/** Another process kept writing for ten seconds, so this write gave up. */
export class DatabaseBusy extends Error {}

/** The database server does not answer or the connection was lost; nothing of the transaction was written. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database_away'
}

/** The connection was lost during the commit: whether the transaction was committed is unknown. */
export class CommitUnknown extends Error {
  readonly code = 'database_uncertain'
}

/** The error of a statement that ran after its transaction because it was not awaited. */
export const unawaitedStatementError = (): Error =>
  new Error('a statement came after the end of its transaction: it was not awaited')

interface Transaction {
  writer: Writer
  ended: boolean
  afterCommit: (() => void)[]
}

let database: Database | undefined
const transactionStorage = new AsyncLocalStorage<Transaction>()

/** Sets the database of this process; close the previous one first. */
export const useDatabase = (opened: Database | undefined): void => {
  database = opened
}

/** For reads. Inside a transaction it reads through it, so it sees the transaction's own writes. */
export const reader = (): Reader => currentTransaction()?.writer ?? currentDatabase().reader

/** The SQL expressions of the open database. */
export const sqlDialect = (): Dialect => currentDatabase().dialect

/** For writes. Throws outside transaction(), so that related writes are committed together. */
export function writer(): Writer {
  const current = currentTransaction()
  if (!current) throw new Error('writer() outside a transaction')
  return current.writer
}

/**
 * Runs `work` in a transaction, or in the one that is already open. Writers queue, for at most ten seconds. Throws
 * DatabaseBusy.
 */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (currentTransaction()) return work()
  const afterCommit: (() => void)[] = []
  const result = await currentDatabase().transact(async (writer) => {
    const current: Transaction = { writer, ended: false, afterCommit }
    try {
      return await transactionStorage.run(current, work)
    } finally {
      current.ended = true
    }
  })
  for (const act of afterCommit) act()
  return result
}

/** Runs `act` after the open transaction has been committed, or at once if there is none. */
export function afterCommit(act: () => void): void {
  const current = currentTransaction()
  if (current) current.afterCommit.push(act)
  else act()
}

/** Whether this process does the work that only one may do. */
export const isLeaderProcess = (): Promise<boolean> => currentDatabase().isLeader()

/** Checkpoints and restarts the write-ahead log; call before a large transaction. */
export const checkpointWal = (): Promise<void> => currentDatabase().checkpointWal()

/** Refreshes the planner statistics of tables that have changed much. */
export const analyze = (): Promise<void> => currentDatabase().analyze()

/**
 * Caches the result of `read` until anything is written: for data that nearly every page reads and that rarely changes.
 * Not cached inside a transaction, or if the database can't tell whether anything was written.
 */
export function memoizeUntilWrite<T>(read: () => Promise<T>): () => Promise<T> {
  let cached: { since: object; what: T } | undefined
  return async () => {
    const since = currentTransaction() ? null : currentDatabase().dataVersion()
    if (since !== null && cached?.since === since) return cached.what
    const what = await read()
    if (since !== null) cached = { since, what }
    return what
  }
}

/** Caches one value per open database. */
export function perDatabase<T>(make: () => T): () => T {
  const values = new WeakMap<Database, T>()
  return () => {
    const database = currentDatabase()
    const value = values.get(database) ?? make()
    values.set(database, value)
    return value
  }
}

function currentTransaction(): Transaction | undefined {
  const current = transactionStorage.getStore()
  if (current?.ended) throw new Error('a transaction was used after its end: a promise was not awaited')
  return current
}

function currentDatabase(): Database {
  if (!database) throw new Error('no database is open')
  return database
}
