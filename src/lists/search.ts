import { type Expression, type SqlBool, sql } from 'kysely'
import { dialect, reader, writer } from '../database/database.ts'
import type { Indexed } from '../database/dialects/dialect.ts'
import { fold, gramsOf, isOneGram, queryGrams } from '../values/grams.ts'
import { indexOf, match, newestOf, type Searchable } from './gram-index.ts'
import { telling } from './telling.ts'

export { newestId, type Searchable } from './gram-index.ts'

/** Puts a record's folded search text into its table's gram index; again after every change of the text. */
export async function indexText(table: Searchable, id: number, text: string): Promise<void> {
  await put(table, [{ id, text }])
}

/** So many records are read at once to be put into an index. */
const slice = 500

/**
 * The same for all records above an id, once they and all else are written: SQLite's index writes out what it has gathered
 * with each statement of several rows, also of other tables, and merges what it wrote again and again.
 */
export async function indexAbove(table: Searchable, id: number): Promise<void> {
  const { atOnce } = dialect().grams
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
  const rows = records.map(({ id, text }): Indexed => ({ id, grams: gramsOf(text) }))
  await dialect().grams.put(indexOf(table), rows).execute(writer())
}

/** The words of a query, folded as the index is; all of them must be found. */
export const termsOf = (query: string): string[] => fold(query.slice(0, 200)).split(/\s+/).filter(Boolean).slice(0, 8)

/** Records in which every term stands, as one condition: the index narrows, the text decides. */
export function found(table: Searchable, terms: string[]): Expression<SqlBool> {
  const candidates = sql`${sql.ref(`${table}.id`)} in (select ${dialect().grams.id} from ${indexOf(table)} where ${match(table, terms.flatMap(queryGrams))})`
  return sql<SqlBool>`(${candidates} and ${contains(table, terms)})`
}

/** The same without the index, for walking a sort order in which hits are many; `source` is the table or its alias. */
export function contains(source: string, terms: string[]): Expression<SqlBool> {
  const text = sql.ref(`${source}.search_text`)
  return sql<SqlBool>`(${sql.join(
    terms.map((term) => dialect().holds(text, term)),
    sql` and `,
  )})`
}

/** The records with these ids. */
export const among = (table: Searchable | 'places', ids: readonly number[]): Expression<SqlBool> =>
  dialect().among(sql.ref(`${table}.id`), ids)

/** Those of them in which every term stands. */
export const holding = (table: Searchable, ids: readonly number[], terms: string[]): Expression<SqlBool> =>
  isDecided(terms) ? among(table, ids) : sql<SqlBool>`(${among(table, ids)} and ${contains(table, terms)})`

/** Whether each term is one gram of the index, so that the candidates are the hits. */
export const isDecided = (terms: string[]): boolean => terms.every(isOneGram)

/** From so many on, records are met soon on a walk along an order, and looking into each is dearer. */
export const common = 1000

/** What the index is asked of a query: where it decides, every gram. */
async function asked(table: Searchable, terms: string[]): Promise<string[]> {
  const grams = [...new Set(terms.flatMap(queryGrams))]
  return isDecided(terms) ? grams : (await telling(table, grams)).grams
}

/** Of fewer records than these the index goes through all as soon as through the newest. */
const long = 50_000

/** Whether each gram of a query stands in so many records that the newest of them had better be looked through first. */
export const isLong = async (table: Searchable, terms: string[]): Promise<boolean> =>
  (await telling(table, [...new Set(terms.flatMap(queryGrams))])).rarest >= long

/** The newest records that the index has for a query, at most so many, of those above an id: a look at the index alone, which reads no record. */
export const candidates = async (table: Searchable, terms: string[], most: number, above = 0): Promise<number[]> =>
  newestOf(table, await asked(table, terms), { most, above })

/** The ids of all that is found among these. */
export async function hitsAmong(table: Searchable, ids: number[], terms: string[]): Promise<number[]> {
  if (isDecided(terms) || ids.length === 0) return ids
  const { rows } = await sql<{
    id: number
  }>`select id from ${sql.table(table)} where ${holding(table, ids, terms)}`.execute(reader())
  return rows.map(({ id }) => id)
}

/**
 * The ids of what is found, or null where it is common: then a walk along the sort index is quicker than sorting them. The
 * index's candidates alone would not do: of "zzzz" they are all that hold "zz", and the walk would find none of them to
 * its end.
 */
export async function foundIds(table: Searchable, terms: string[]): Promise<number[] | null> {
  const id = sql.ref(`${table}.id`)
  // A join, not 'in': it ends at the limit, where the other would gather every candidate first.
  const { rows } = await sql<{
    id: number
  }>`select ${id} from (select ${dialect().grams.id} as candidate from ${indexOf(table)} where ${match(table, await asked(table, terms))}) as candidates
    inner join ${sql.table(table)} on ${id} = candidate where ${contains(table, terms)} limit ${common}`.execute(
    reader(),
  )
  return rows.length < common ? rows.map(({ id }) => id) : null
}
