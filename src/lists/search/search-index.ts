import { type Expression, type SqlBool, sql } from 'kysely'
import { reader, sqlDialect, writer } from '../../database/database.ts'
import { fold, gramsOf, queryGrams } from '../../values/search-grams.ts'

/** The tables with a search index. */
export type Searchable = 'customers' | 'products' | 'opportunities' | 'orders'

const indexOf = (table: Searchable) => sql.table(`${table}_search`)

/** Writes a record's search text to its table's gram index; call it after every change of the text. */
export const writeSearchIndexEntry = (table: Searchable, id: number, text: string): Promise<void> =>
  indexRecords(table, [{ id, text }])

/** Rows read with one query. */
const readSize = 500

/**
 * Indexes all records above an id; call it after all other writes. SQLite's index writes its buffer with each statement
 * of several rows, also of other tables, and merges the result repeatedly.
 */
export async function indexRecordsAbove(table: Searchable, id: number): Promise<void> {
  const { batchSize } = sqlDialect().grams
  for (let above = id; ; ) {
    const { rows } = await sql<{ id: number; text: string }>`
      select id, search_text as text from ${sql.table(table)} where id > ${above} order by id limit ${readSize}`.execute(
      writer(),
    )
    for (let start = 0; start < rows.length; start += batchSize)
      await indexRecords(table, rows.slice(start, start + batchSize))
    const last = rows.at(-1)
    if (!last) return
    above = last.id
  }
}

async function indexRecords(table: Searchable, records: { id: number; text: string }[]): Promise<void> {
  const rows = records.map(({ id, text }) => ({ id, grams: gramsOf(text) }))
  await sqlDialect().grams.upsert(indexOf(table), rows).execute(writer())
}

/** Merges segments of a table's gram index; see merge-index.ts. Returns whether anything was done. */
export const mergeSearchIndex = (table: Searchable, pages: number, first: boolean): Promise<boolean> =>
  sqlDialect().grams.merge(indexOf(table), pages, first, writer())

/** The newest record's id, or 0 if there are none. */
export async function newestIdInTable(table: Searchable): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from ${sql.table(table)}`.execute(reader())
  return Number(rows[0]?.id ?? 0)
}

/** The words of a query, normalised as in the index; a record must contain all of them. */
export const queryTerms = (query: string): string[] =>
  fold(query.slice(0, 200)).split(/\s+/).filter(Boolean).slice(0, 8)

/** Whether a record's text contains every term; the index alone can't decide this. */
export const searchTermsCondition = (table: Searchable, terms: string[]): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    terms.map((term) => sqlDialect().contains(sql.ref(`${table}.search_text`), term)),
    sql` and `,
  )})`

/** Records with one of these ids that also satisfy a condition. */
export const hasIdAmong = (
  table: Searchable,
  ids: readonly number[],
  condition: Expression<SqlBool>,
): Expression<SqlBool> => sql<SqlBool>`(${sqlDialect().idIn(sql.ref(`${table}.id`), ids)} and ${condition})`

/** Records that contain every term, as one condition: the index selects candidates, the text decides. */
export const matchesIndex = (table: Searchable, terms: string[]): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(`${table}.id`)} in (${candidates(table, terms)}) and ${searchTermsCondition(table, terms)})`

/** The newest index candidates for the terms, at most `limit`, with ids below `below`. */
export async function newestCandidates(
  table: Searchable,
  terms: string[],
  limit: number,
  below?: number,
): Promise<number[]> {
  const { id } = sqlDialect().grams
  // FTS5 does not use a float as a bound, so the value must be an integer.
  const olderThan = below === undefined ? sql`` : sql`and ${id} < cast(${below} as bigint)`
  const { rows } = await sql<{
    id: number
  }>`${candidates(table, terms)} ${olderThan} order by ${id} desc limit ${limit}`.execute(reader())
  return rows.map(({ id }) => id)
}

const candidates = (table: Searchable, terms: string[]) => {
  const { id, match } = sqlDialect().grams
  return sql`select ${id} as id from ${indexOf(table)} where ${match(indexOf(table), [...new Set(terms.flatMap(queryGrams))])}`
}
