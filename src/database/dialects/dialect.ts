import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely'
import type { Tables } from '../tables.ts'

/** What differs between SQLite and PostgreSQL; all other SQL works on both. */
export interface Dialect {
  name: 'sqlite' | 'postgres'
  /** Whether a text contains another, case-sensitively. */
  contains(text: Expression<unknown>, part: string): Expression<SqlBool>
  /** The text at a path of a JSON document. */
  jsonText(document: Expression<unknown>, path: string[]): RawBuilder<string | null>
  /** Whether an id is in a list of any length. */
  idIn(id: Expression<unknown>, ids: readonly number[]): Expression<SqlBool>
  grams: Grams
}

/** How a gram index is written and queried; `index` is its table. */
export interface Grams {
  /** The column with the record's id. */
  id: RawBuilder<number>
  /** How many records one statement should insert for the best speed. */
  batchSize: number
  /** Inserts or replaces the entries of records. */
  upsert(index: Expression<unknown>, records: SearchEntry[]): RawBuilder<unknown>
  /** Whether an entry contains all of these grams. */
  match(index: Expression<unknown>, grams: string[]): Expression<SqlBool>
  /**
   * Merges segments of the index, about `pages` pages of it. `first`: include all segments that exist now. Returns
   * false when nothing is left to do.
   */
  merge(index: Expression<unknown>, pages: number, first: boolean, writer: Kysely<Tables>): Promise<boolean>
}

/** A record's id and its grams. */
export interface SearchEntry {
  id: number
  grams: string[]
}
