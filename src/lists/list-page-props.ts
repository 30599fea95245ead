import type { Person } from '../access/person.ts'
import type { NamedField } from '../fields/definition.ts'
import type { Text } from '../i18n/message-or-text.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { ListColumn, ListParams } from './definition.ts'
import type { Filter, FilterOption } from './filter-kinds.ts'
import { type List, pageSize } from './list.ts'
import { listUrl, listUrlBuilderForParameter, parseListParams } from './parameters.ts'
import { defaultSort } from './queries.ts'

/** The page's position among all pages, and links to the others. */
export interface PageLinks {
  total: number
  /** The total is a minimum: there are further rows. */
  more: boolean
  page: number
  pages: number
  from: number
  to: number
  links: { previous: string | null; next: string | null; first: string }
  numbers: { number: number; href: string }[]
}

/** A column's header, with the link that sorts by it. */
export interface ColumnHeader {
  name: string
  label: MessageKey
  numeric: boolean
  /** Its cells are not laid out by the list's view. */
  further: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

/** A filter's options and links. */
export interface FilterMenu {
  name: string
  label: MessageKey
  control: 'options' | 'day'
  value: string
  /** The label of the chosen value; null if none is chosen. */
  chosen: Text | null
  options: { label: Text; href: string; chosen: boolean }[]
  clear: string
}

/** The props of a list's page. */
export interface ListPage<Row> extends PageLinks {
  rows: Row[]
  heads: ColumnHeader[]
  /** The fields of the last columns, whose cells the view does not lay out itself. */
  furtherFields: NamedField[]
  filters: FilterMenu[]
  /** The filters with a date field, and their names. */
  days: FilterMenu[]
  dayNames: string[]
  q: string
  searchable: boolean
  path: string
  /** The parameters that the search and date forms send as hidden fields. */
  hiddenFields: { name: string; value: string }[]
  links: PageLinks['links'] & { last: string | null; cleared: string | null; csv: string }
  ignoredParams: string[]
}

/** Reads one page of a list from the URL's parameters. */
export async function listPageProps<Row>(
  list: List<Row>,
  parameters: Record<string, unknown>,
  person: Person,
): Promise<ListPage<Row>> {
  const { question, ignoredParams } = parseListParams(list, parameters)
  const [{ rows, total, more }, filters] = await Promise.all([
    list.page(question, person),
    menus(list, question, person),
  ])
  const days = filters.filter(({ control }) => control === 'day')
  const at = (number: number) => listUrl(list, question, { page: number === 1 ? null : number })
  const shouldContinue = more && question.q === ''
  const pagination = pagesAround(
    { page: question.page, rows: rows.length, size: pageSize, total, more, shouldContinue },
    at,
  )
  return {
    ...pagination,
    rows,
    heads: columnHeaders(list, question),
    furtherFields: list.columns.flatMap(({ field, hidden }) => (field && !hidden ? [field] : [])),
    filters,
    days,
    dayNames: days.map(({ name }) => name),
    q: question.q,
    searchable: list.searchable,
    path: list.path,
    hiddenFields: hiddenFields(list, question),
    links: {
      ...pagination.links,
      last: shouldContinue ? null : at(pagination.pages),
      cleared: isNarrowed(question) ? listUrl(list, { ...question, q: '', filter: {}, page: 1 }) : null,
      csv: listUrl(list, question, { page: null }, `${list.path}.csv`),
    },
    ignoredParams,
  }
}

const isNarrowed = ({ q, filter }: ListParams): boolean =>
  q !== '' || Object.values(filter).some((value) => value !== null)

function columnHeaders<Row>(list: List<Row>, question: ListParams): ColumnHeader[] {
  // Search results are in order of rank until a sort is chosen.
  const isRanked = list.searchable && question.q !== ''
  const sorted = question.sort ?? (isRanked ? null : defaultSort(list))
  const sortUrl = (sort: string): string =>
    listUrl(list, question, { sort: sort === list.sort && !isRanked ? null : sort, page: null })
  return list.columns.filter(({ hidden }) => !hidden).map((column) => columnHeader(column, sorted, sortUrl))
}

/** A column's header. Its link sorts by the column, or reverses the order if it is the current sort. */
function columnHeader<Row>(
  column: ListColumn<Row>,
  sorted: ListParams['sort'],
  sortUrl: (sort: string) => string,
): ColumnHeader {
  const { name, label, sortBy, descends = false, numeric = false, field } = column
  const further = field !== undefined
  if (!sortBy) return { name, label, numeric, further, href: null, sorted: null }
  const current = sorted?.name === name ? sorted : null
  const nextDescending = current ? !current.descending : descends
  return {
    name,
    label,
    numeric,
    further,
    href: sortUrl(`${nextDescending ? '-' : ''}${name}`),
    sorted: current && (current.descending ? 'descending' : 'ascending'),
  }
}

async function menus<Row>(list: List<Row>, question: ListParams, person: Person): Promise<FilterMenu[]> {
  const visibleFilters = Object.entries(list.filters)
    .map(([name, filter]) => ({ name, filter, value: String(question.filter[name] ?? '') }))
    .filter(({ filter, value }) => filter.control !== 'none' || value !== '')
  return Promise.all(
    visibleFilters.map(async ({ name, filter, value }): Promise<FilterMenu> => {
      const options = await filter.options(person)
      const urlOf = listUrlBuilderForParameter(list, question, name)
      return {
        name,
        label: filter.label,
        control: filter.control === 'day' ? 'day' : 'options',
        value,
        chosen: value === '' ? null : await labelOf(filter, options, value),
        options: options.map((option) => ({
          label: option.label,
          href: urlOf(option.value),
          chosen: option.value === value,
        })),
        clear: listUrl(list, question, { [name]: null, page: null }),
      }
    }),
  )
}

/** The label of a filter's value: its option's label, its own name, or the value itself. */
const labelOf = async (filter: Filter, options: FilterOption[], value: string): Promise<Text> =>
  options.find((option) => option.value === value)?.label ?? { text: (await filter.named?.(value)) ?? value }

/** The filters that are set, with the labels of their values. */
export async function activeFilters<Row>(
  list: List<Row>,
  question: ListParams,
  person: Person,
): Promise<{ label: MessageKey; value: Text }[]> {
  const all = await menus(list, question, person)
  return all.flatMap(({ label, chosen }) => (chosen ? [{ label, value: chosen }] : []))
}

function hiddenFields<Row>(list: List<Row>, question: ListParams): { name: string; value: string }[] {
  const all = new URLSearchParams(listUrl(list, question, { page: null, q: null }).split('?')[1] ?? '')
  return [...all].map(([name, value]) => ({ name, value }))
}

/** Where a page is among all pages. */
export interface PagePosition {
  /** The page's number from 1, the number of its rows, and the rows per page. */
  page: number
  rows: number
  size: number
  total: number
  more: boolean
  /** Whether pages beyond the total can be opened; not for search results, which end there. */
  shouldContinue?: boolean
}

/** Links to the pages around one; `at` returns the URL of a page. */
export function pagesAround(
  { page, rows, size, total, more, shouldContinue = more }: PagePosition,
  at: (number: number) => string,
): PageLinks {
  const pages = Math.max(1, Math.ceil(total / size))
  const from = rows > 0 ? (page - 1) * size + 1 : 0
  return {
    total,
    more,
    page,
    pages,
    from,
    to: from === 0 ? 0 : from + rows - 1,
    links: {
      previous: page > 1 ? at(shouldContinue ? page - 1 : Math.min(page - 1, pages)) : null,
      next: rows === size && (shouldContinue || page < pages) ? at(page + 1) : null,
      first: at(1),
    },
    numbers: pageNumbers(page, pages).map((number) => ({ number, href: at(number) })),
  }
}

/** The numbers of the first, previous, current, next and last page. */
function pageNumbers(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  return [...new Set(wanted)].toSorted((a, b) => a - b)
}
