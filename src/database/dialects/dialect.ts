import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely'
import type { Tables } from '../tables.ts'

/** What the two databases say in different words; everything else is SQL that both understand. */
export interface Dialect {
  name: 'sqlite' | 'postgres'
  /** Whether a text holds another, letter for letter. */
  contains(text: Expression<unknown>, part: string): Expression<SqlBool>
  /** The text at a path of a JSON document. */
  jsonText(document: Expression<unknown>, path: string[]): RawBuilder<string | null>
  /** Whether an id is one of these, however many. */
  idIn(id: Expression<unknown>, ids: readonly number[]): Expression<SqlBool>
  grams: Grams
}

/** How an index of grams is kept and asked; `index` is its table. */
export interface Grams {
  /** The column of a record's id. */
  id: RawBuilder<number>
  /** Of many records so many are best put in by one statement. */
  batchSize: number
  /** Puts records in, or in the place of what there is of them. */
  upsert(index: Expression<unknown>, records: SearchEntry[]): RawBuilder<unknown>
  /** Whether all these stand in a record. */
  match(index: Expression<unknown>, grams: string[]): Expression<SqlBool>
  /**
   * Merges some of what was written at different times, as much as so many pages of the index; `first`: all that there is
   * by now is to be merged. Says whether anything was done.
   */
  merge(index: Expression<unknown>, pages: number, first: boolean, writer: Kysely<Tables>): Promise<boolean>
}

/** A record and what it is found by. */
export interface SearchEntry {
  id: number
  grams: string[]
}
