import type { Compilable, Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Person } from '../access/person.ts'
import type { Key } from '../i18n/words.ts'
import type { Counted } from './counted.ts'
import type { Filter } from './filters.ts'
import type { Searchable } from './search.ts'

/** A cell of an export: text, which is guarded against formulas, or a number or date of ours, which is not. */
export type ExportCell = { text: string | null } | { plain: string | null }

/** One column: its name is the form field's and the CSV's; sortBy is what it is ordered by, a column or what is computed of some. */
export interface Column<Row> {
  name: string
  label: Key
  sortBy?: string | (() => Expression<unknown>)
  /** Sorts from the largest first when it is first pressed: dates, amounts. */
  descends?: boolean
  numeric?: boolean
  /** Stands in the CSV as this; absent: only on the page. */
  csv?: (row: Row) => ExportCell
  /** Only in the CSV. */
  hidden?: boolean
}

export type Filters = Record<string, Filter>
export type Asked<F extends Filters> = { [N in keyof F]: F[N] extends Filter<infer T> ? T | null : never }

/** A query whose rows can be read. */
export interface Rows<Row> extends Compilable {
  execute(): Promise<Row[]>
}

/** Rows of another table that lead to records, for a filter that has an index there. */
export interface Along<F extends Filters> {
  from: unknown
  /** The columns of the records' ids and of what they are sorted by, in `from`. */
  id: string
  place: string
  /** What else the records are asked. */
  asked: Asked<F>
}

/** One definition gives a list's rows, count, filters, heads and CSV, so they can't differ. */
export interface Definition<DB, TB extends keyof DB, F extends Filters, Row> {
  name: string
  path: string
  filters: F
  search?: Searchable
  /** What is counted and put in order: what only rows show is joined in `select`, or each row passed over would join it. */
  from: (person: Person) => SelectQueryBuilder<DB, TB, object>
  /** What the person may see, in parts that have none in common, each along an index; a manager's, or absent: all. */
  visible?: (person: Person) => Expression<SqlBool>[]
  /** What a filter leaves of those, in parts as well, where it is more than one stretch of an index. */
  parts?: (asked: Asked<F>) => Expression<SqlBool>[]
  /** Where what the filters leave comes in an order in so many stretches of an index, each of them; null: as it is. */
  stretches?: (asked: Asked<F>, sort: string) => Promise<Expression<SqlBool>[] | null>
  /** Where the number of what the filters leave of all is kept, so that nobody counts it or passes over it; null: nowhere. */
  counted?: (asked: Asked<F>) => Counted | null
  /** Another way to the ids that are asked for, in the order of a column; null: those of the records themselves. */
  along?: (asked: Asked<F>, sort: string) => Along<F> | null
  where: (
    is: ExpressionBuilder<DB, TB>,
    asked: Asked<F>,
    person: Person,
  ) => (Expression<SqlBool> | false | null | undefined | 0 | '')[]
  select: (query: SelectQueryBuilder<DB, TB, object>, asked: Asked<F>) => Rows<Row>
  columns: Column<Row>[]
  /** Column name, with - before it for descending. */
  sort: string
  /** The column that ends every order, so that pages never overlap. */
  id: string
}

/** What a list is asked: the address, read. */
export interface ListQuestion {
  q: string
  filter: Record<string, unknown>
  sort: { name: string; descending: boolean }
  page: number
}
