import Sqlite from 'better-sqlite3'
import { Kysely, type RawBuilder, SqliteDialect } from 'kysely'
import type { Tables } from '../../../src/database/tables.ts'
import { gramsOf } from '../../../src/values/search-grams.ts'

/** Inserts one row; the values are in the order of the columns. */
export type Into = (...values: (string | number | null)[]) => void

/** A database file filled with bulk inserts. */
export interface Bulk {
  into<T extends keyof Tables>(table: T, columns: readonly (keyof Tables[T] & string)[]): Into
  /** Adds a text to a table's search index; the caller may cache the grams of repeated texts. */
  index(table: 'customers' | 'products' | 'opportunities' | 'orders'): (id: number, grams: string) => void
  /** Runs a statement on the data inserted so far. */
  run(statement: RawBuilder<unknown>): void
  /** Creates the indexes and makes the file crash-safe again. */
  finish(): void
}

/** A text's grams as the search index takes them. */
export const gramText = (text: string): string => gramsOf(text).join(' ')

/** Opens a migrated, empty file without journal and indexes: building each index once at the end is faster. */
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
      // Gives the index of orders, the largest, a few large segments instead of many small ones that are merged
      // repeatedly. A single segment would be at the first level, and a user's sixteenth save would merge all of it.
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
