import type { Compilable, Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Filter } from './filters.ts'
import type { Searchable } from './search/search-index.ts'

/** A cell of an export: text, which is guarded against formulas, or a number or date of ours, which is not. */
export type ExportCell = { text: string | null } | { plain: string | null }

/** One column: its name is the form field's and the CSV's; sortBy is what it is ordered by, a column or what is computed of some. */
export interface ListColumn<Row> {
  name: string
  label: MessageKey
  sortBy?: string | (() => Expression<unknown>)
  /** Sorts from the largest first when it is first pressed: dates, amounts. */
  descends?: boolean
  numeric?: boolean
  /** Stands in the CSV as this; absent: only on the page. */
  csv?: (row: Row) => ExportCell
  /** Only in the CSV. */
  hidden?: boolean
}

export type ListFilters = Record<string, Filter>
export type FilterValues<F extends ListFilters> = { [N in keyof F]: F[N] extends Filter<infer T> ? T | null : never }

/** A query whose rows can be read. */
export interface RowQuery<Row> extends Compilable {
  execute(): Promise<Row[]>
}

/** How the records of a list are found by a text; see search.ts. */
export interface SearchDefinition {
  /** The table with the column search_text and the gram index. */
  table: Searchable
  /** Records that the whole query names, such as a number: along a unique index. */
  exact: (query: string) => Expression<SqlBool>
  /** The column of the user whose records stand before others'; absent: nobody's. */
  owner?: string
}

/** One definition gives a list's rows, count, filters, search, heads and CSV, so they can't differ. */
export interface ListDefinition<DB, TB extends keyof DB, F extends ListFilters, Row> {
  name: string
  path: string
  filters: F
  search?: SearchDefinition
  /** What is counted and put in order: what only rows show is joined in `select`, or each row passed over would join it. */
  from: () => SelectQueryBuilder<DB, TB, object>
  /** What the person may see, in parts that have none in common, each along an index; absent: all. */
  visible?: (person: Person) => Expression<SqlBool>[]
  where: (
    is: ExpressionBuilder<DB, TB>,
    asked: FilterValues<F>,
    person: Person,
  ) => (Expression<SqlBool> | false | null | undefined | 0 | '')[]
  select: (query: SelectQueryBuilder<DB, TB, object>, asked: FilterValues<F>) => RowQuery<Row>
  columns: ListColumn<Row>[]
  /** Column name, with - before it for descending. */
  sort: string
  /** The column that ends every order, so that pages never overlap. */
  id: string
}

/** What a list is asked: the address, read. Without a sort it is the list's own, or with a search the rank of what is found. */
export interface ListParams {
  q: string
  filter: Record<string, unknown>
  sort: { name: string; descending: boolean } | null
  page: number
}
