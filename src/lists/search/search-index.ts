import { type Expression, type SqlBool, sql } from 'kysely'
import { dialect, reader, writer } from '../../database/database.ts'
import { fold, gramsOf, queryGrams } from '../../values/grams.ts'

export type Searchable = 'customers' | 'products' | 'opportunities' | 'orders'

const indexOf = (table: Searchable) => sql.table(`${table}_search`)

/** Puts a record's search text into its table's gram index; again after every change of the text. */
export const indexText = (table: Searchable, id: number, text: string): Promise<void> => put(table, [{ id, text }])

/** Rows read at once to be put into an index. */
const slice = 500

/**
 * The same for all records above an id, once they and all else are written: SQLite's index writes out what it has gathered
 * with each statement of several rows, also of other tables, and merges what it wrote again and again.
 */
export async function indexAbove(table: Searchable, id: number): Promise<void> {
  const { batchSize: atOnce } = dialect().grams
  for (let above = id; ; ) {
    const { rows } = await sql<{ id: number; text: string }>`
      select id, search_text as text from ${sql.table(table)} where id > ${above} order by id limit ${slice}`.execute(
      writer(),
    )
    for (let start = 0; start < rows.length; start += atOnce) await put(table, rows.slice(start, start + atOnce))
    const last = rows.at(-1)
    if (!last) return
    above = last.id
  }
}

async function put(table: Searchable, records: { id: number; text: string }[]): Promise<void> {
  const rows = records.map(({ id, text }) => ({ id, grams: gramsOf(text) }))
  await dialect().grams.upsert(indexOf(table), rows).execute(writer())
}

/** Merges some of a table's gram index; see merging.ts. Whether anything was done. */
export const mergeIndex = (table: Searchable, pages: number, first: boolean): Promise<boolean> =>
  dialect().grams.merge(indexOf(table), pages, first, writer())

/** The id of the newest record, 0 where there is none. */
export async function newestId(table: Searchable): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from ${sql.table(table)}`.execute(reader())
  return Number(rows[0]?.id ?? 0)
}

/** The words of a query, folded as the index is; all of them must be found. */
export const termsOf = (query: string): string[] => fold(query.slice(0, 200)).split(/\s+/).filter(Boolean).slice(0, 8)

/** That every term stands in the text of a record of the table: what the index can't decide. */
export const matchesTerms = (table: Searchable, terms: string[]): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    terms.map((term) => dialect().contains(sql.ref(`${table}.search_text`), term)),
    sql` and `,
  )})`

/** The records of the table with these ids for which a condition holds. */
export const isAmong = (table: Searchable, ids: readonly number[], also: Expression<SqlBool>): Expression<SqlBool> =>
  sql<SqlBool>`(${dialect().idIn(sql.ref(`${table}.id`), ids)} and ${also})`

/** Records of the table in which every term stands, as one condition: the index narrows, the text decides. */
export const matchesIndex = (table: Searchable, terms: string[]): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(`${table}.id`)} in (${candidates(table, terms)}) and ${matchesTerms(table, terms)})`

/** The newest records of the table that the index has for the terms, at most so many, of those below an id. */
export async function newestCandidates(
  table: Searchable,
  terms: string[],
  limit: number,
  below?: number,
): Promise<number[]> {
  const { id } = dialect().grams
  // A number without a point, or FTS5 takes it for no bound.
  const older = below === undefined ? sql`` : sql`and ${id} < cast(${below} as bigint)`
  const { rows } = await sql<{
    id: number
  }>`${candidates(table, terms)} ${older} order by ${id} desc limit ${limit}`.execute(reader())
  return rows.map(({ id }) => id)
}

const candidates = (table: Searchable, terms: string[]) => {
  const { id, match: hold } = dialect().grams
  return sql`select ${id} as id from ${indexOf(table)} where ${hold(indexOf(table), [...new Set(terms.flatMap(queryGrams))])}`
}
