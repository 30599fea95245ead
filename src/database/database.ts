import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { Dialect } from './dialects/dialect.ts'
import type { Tables } from './tables.ts'

/** What can be asked of a connection that must not write. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'executeQuery' | 'getExecutor'>
export type Writer = Kysely<Tables>

/** One database, whichever dialect: a reader, and one writer at a time. */
export interface Database {
  dialect: Dialect
  reader: Reader
  transact<T>(work: (writer: Writer) => Promise<T>): Promise<T>
  /** Whether this process does what only one does, such as running jobs; another takes over once it is gone. */
  isLeader(): Promise<boolean>
  /** Lets a log of what is written begin anew, before much is written in one transaction. */
  checkpointWal(): Promise<void>
  /** Counts anew what the tables hold, by which it chooses its ways; for a quiet hour. */
  analyze(): Promise<void>
  /** The same object as long as nobody has written anything; null where that can't be told. */
  dataVersion(): object | null
  close(): Promise<void>
}

/** So long a write waits for those of other processes, in milliseconds. */
export const longestWait = 10_000

/** Nobody could write for ten seconds: another process was writing all the time. */
export class DatabaseBusy extends Error {}

/** The server of the database does not answer, or has gone away: nothing of the transaction is written. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database_away'
}

/** It went away while it was told to keep a transaction: whether it did, nobody can tell. */
export class CommitUnknown extends Error {
  readonly code = 'database_uncertain'
}

/** What a statement gets that nobody awaited: it would stand in another's act. */
export const unawaitedStatementError = (): Error =>
  new Error('a statement came after the end of its transaction: it was not awaited')

interface Transaction {
  writer: Writer
  over: boolean
  afterCommit: (() => void)[]
}

let database: Database | undefined
const ambient = new AsyncLocalStorage<Transaction>()

/** Makes this the database of the process; the one before must be closed. */
export const useDatabase = (opened: Database | undefined): void => {
  database = opened
}

/** Reads: inside a transaction through it, so that it sees its own writes. */
export const reader = (): Reader => currentTransaction()?.writer ?? currentDatabase().reader

/** What this database says in its own words. */
export const dialect = (): Dialect => currentDatabase().dialect

/** Writes; only inside transaction(), so that no half of an act can stand alone. */
export function writer(): Writer {
  const inside = currentTransaction()
  if (!inside) throw new Error('writer() outside a transaction')
  return inside.writer
}

/** Runs the work in a transaction, joining the one that is open. Writers wait for each other, ten seconds at most. */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (currentTransaction()) return work()
  const afterCommit: (() => void)[] = []
  const result = await currentDatabase().transact(async (writer) => {
    const inside: Transaction = { writer, over: false, afterCommit }
    try {
      return await ambient.run(inside, work)
    } finally {
      inside.over = true
    }
  })
  for (const act of afterCommit) act()
  return result
}

/** Something to do once the open transaction is safely written; at once where there is none. */
export function afterCommit(act: () => void): void {
  const inside = currentTransaction()
  if (inside) inside.afterCommit.push(act)
  else act()
}

/** Whether this process is the one that does what only one does. */
export const isLeader = (): Promise<boolean> => currentDatabase().isLeader()

/** Lets a log of what is written begin anew, before much is written in one transaction. */
export const checkpointWal = (): Promise<void> => currentDatabase().checkpointWal()

/** Lets the database learn what its tables hold by now, where that has changed much. */
export const analyze = (): Promise<void> => currentDatabase().analyze()

/**
 * Keeps what was read until anything is written: for what nearly every page reads and hardly anybody changes. Inside a
 * transaction, and where a database can't tell, it is read each time.
 */
export function memoizeUntilWrite<T>(read: () => Promise<T>): () => Promise<T> {
  let kept: { since: object; what: T } | undefined
  return async () => {
    const since = currentTransaction() ? null : currentDatabase().dataVersion()
    if (since !== null && kept?.since === since) return kept.what
    const what = await read()
    if (since !== null) kept = { since, what }
    return what
  }
}

/** What is learnt of the open database, made once for each. */
export function perDatabase<T>(make: () => T): () => T {
  const known = new WeakMap<Database, T>()
  return () => {
    const database = currentDatabase()
    const one = known.get(database) ?? make()
    known.set(database, one)
    return one
  }
}

function currentTransaction(): Transaction | undefined {
  const inside = ambient.getStore()
  if (inside?.over) throw new Error('a transaction was used after its end: a promise was not awaited')
  return inside
}

function currentDatabase(): Database {
  if (!database) throw new Error('no database is open')
  return database
}
