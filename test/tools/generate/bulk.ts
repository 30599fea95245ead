import Sqlite from 'better-sqlite3'
import { Kysely, type RawBuilder, SqliteDialect } from 'kysely'
import type { Tables } from '../../../src/database/tables.ts'
import { gramsOf } from '../../../src/values/grams.ts'

/** A row's writer: the values stand in the order of the columns. */
export type Into = (...values: (string | number | null)[]) => void

/** A file that is filled as fast as the disk takes it. */
export interface Bulk {
  into<T extends keyof Tables>(table: T, columns: readonly (keyof Tables[T] & string)[]): Into
  /** Puts a text into a table's gram index; the grams of one that comes again are kept by who calls. */
  index(table: 'customers' | 'products' | 'opportunities' | 'orders'): (id: number, grams: string) => void
  /** Carries out a statement over what is there. */
  run(statement: RawBuilder<unknown>): void
  /** Puts back the indexes and makes the file safe to use. */
  finish(): void
}

/** The search words of a text as its index takes them. */
export const gramText = (text: string): string => gramsOf(text).join(' ')

/** Opens a migrated, empty file without a journal and without its indexes: one pass builds each at the end, in order. */
export function bulk(file: string): Bulk {
  const connection = new Sqlite(file)
  for (const pragma of [
    'journal_mode = OFF',
    'synchronous = OFF',
    'locking_mode = EXCLUSIVE',
    'foreign_keys = OFF',
    'threads = 2',
  ])
    connection.pragma(pragma)
  connection.pragma('cache_size = -200000')
  connection.pragma('temp_store = FILE')
  const indexes = connection
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and sql is not null",
    )
    .all()
  for (const { name } of indexes) connection.exec(`drop index ${name}`)
  connection.exec('begin')
  const compiler = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) })
  return {
    into(table, columns) {
      const statement = connection.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      return (...values) => void statement.run(values)
    },
    index(table) {
      const name = `${table}_search`
      // Few large segments instead of many small ones that are merged again and again; but only of orders, of which there are
      // most: one alone would lie at the first level, and somebody's sixteenth save would merge it anew.
      if (table === 'orders')
        connection.prepare(`insert into ${name} (${name}, rank) values ('hashsize', ?)`).run(64n * 1024n * 1024n)
      const statement = connection.prepare(`insert into ${name} (rowid, grams) values (?, ?)`)
      return (id, grams) => void statement.run(id, grams)
    },
    run(statement) {
      const { sql, parameters } = statement.compile(compiler)
      connection.prepare(sql).run(...parameters)
    },
    finish() {
      for (const table of ['customers', 'products', 'opportunities', 'orders']) {
        const name = `${table}_search`
        connection.exec(`insert into ${name} (${name}) values ('optimize')`)
        connection.prepare(`insert into ${name} (${name}, rank) values ('hashsize', ?)`).run(1024n * 1024n)
      }
      connection.exec('commit')
      for (const { sql } of indexes) connection.exec(sql)
      connection.pragma('analysis_limit = 1000')
      connection.exec('analyze')
      connection.pragma('journal_mode = WAL')
      connection.close()
    },
  }
}
