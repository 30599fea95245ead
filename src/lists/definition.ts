import type { Compilable, Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Person } from '../access/person.ts'
import type { NamedField } from '../fields/definition.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Filter } from './filter-kinds.ts'
import type { Searchable } from './search/search-index.ts'

/** A cell of an export: `text` is guarded against formulas; `plain` is the program's own number or date and is not. */
export type ExportCell = { text: string | null } | { plain: string | null }

/** A column. Its name is used in form fields and in the CSV; `sortBy` is the column or expression it is sorted by. */
export interface ListColumn<Row> {
  name: string
  label: MessageKey
  sortBy?: string | (() => Expression<unknown>)
  /** The first click sorts in descending order, as for dates and amounts. */
  descends?: boolean
  numeric?: boolean
  /** The cell in the CSV; without it, the column is not in the CSV. */
  csv?: (row: Row) => ExportCell
  /** Only in the CSV, not on the page. */
  hidden?: boolean
  /** A field whose cell the list's view does not lay out itself: see columnsWithRemainingFields(). */
  field?: NamedField
}

/** A list's filters by parameter name. */
export type ListFilters = Record<string, Filter>
/** The parsed values of a list's filters; null where a filter is not set. */
export type FilterValues<F extends ListFilters> = { [N in keyof F]: F[N] extends Filter<infer T> ? T | null : never }

/** A query with its rows' type. */
export interface RowQuery<Row> extends Compilable {
  execute(): Promise<Row[]>
}

/** How a list is searched by text; see search/find-records-of-list.ts. */
export interface SearchDefinition {
  /** The table with the column search_text and the gram index. */
  table: Searchable
  /** Matches records that the whole query identifies, such as an order number; must use a unique index. */
  exact: (query: string) => Expression<SqlBool>
  /** The column with the owner; a person's own records are ranked before others'. Without it, nobody's are. */
  owner?: string
}

/** One definition provides a list's rows, count, filters, search, headers and CSV, so that they always agree. */
export interface ListDefinition<DB, TB extends keyof DB, F extends ListFilters, Row> {
  name: string
  path: string
  filters: F
  search?: SearchDefinition
  /**
   * The query that is counted and sorted. Join what only the displayed rows need in `select`: here, every skipped row
   * would join it too.
   */
  from: () => SelectQueryBuilder<DB, TB, object>
  /** What the person may see, as disjoint conditions that each use an index; without it, everything. */
  visible?: (person: Person) => Expression<SqlBool>[]
  where: (
    is: ExpressionBuilder<DB, TB>,
    filterValues: FilterValues<F>,
    person: Person,
  ) => (Expression<SqlBool> | false | null | undefined | 0 | '')[]
  select: (query: SelectQueryBuilder<DB, TB, object>, filterValues: FilterValues<F>) => RowQuery<Row>
  columns: ListColumn<Row>[]
  /** The default sort: a column's name, with - before it for descending. */
  sort: string
  /** The id column; it ends every ORDER BY, so that pages never overlap. */
  id: string
}

/**
 * A list's parsed URL parameters. Without `sort`, rows have the list's default sort, or are ranked if there is a
 * search.
 */
export interface ListParams {
  q: string
  filter: Record<string, unknown>
  sort: { name: string; descending: boolean } | null
  page: number
}
