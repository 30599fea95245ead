import type { Person } from '../access/person.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Text } from '../i18n/text.ts'
import type { ListColumn, ListParams } from './definition.ts'
import type { Filter, FilterOption } from './filters.ts'
import { type List, pageSize } from './list.ts'
import { listUrl, listUrls, parseListParams } from './parameters.ts'
import { ownSort } from './queries.ts'

/** Where a page stands among all, and the ways to the others. */
export interface PageLinks {
  total: number
  /** The count stopped there: there are more. */
  more: boolean
  page: number
  pages: number
  from: number
  to: number
  links: { previous: string | null; next: string | null; first: string }
  numbers: { number: number; href: string }[]
}

export interface ColumnHeader {
  name: string
  label: MessageKey
  numeric: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

export interface FilterMenu {
  name: string
  label: MessageKey
  control: 'options' | 'day'
  value: string
  /** How the chosen value is called; null where nothing is chosen. */
  chosen: Text | null
  options: { label: Text; href: string; chosen: boolean }[]
  clear: string
}

/** A list's page as its view is given it. */
export interface ListPage<Row> extends PageLinks {
  rows: Row[]
  heads: ColumnHeader[]
  filters: FilterMenu[]
  /** Those asked with a date, and their names. */
  days: FilterMenu[]
  dayNames: string[]
  q: string
  searchable: boolean
  path: string
  /** What a search or date form must carry along. */
  kept: { name: string; value: string }[]
  links: PageLinks['links'] & { last: string | null; cleared: string | null; csv: string }
  dropped: string[]
}

/** Reads one page of a list as its address asks. */
export async function listPage<Row>(
  list: List<Row>,
  parameters: Record<string, unknown>,
  person: Person,
): Promise<ListPage<Row>> {
  const { question, dropped } = parseListParams(list, parameters)
  const [{ rows, total, more }, filters] = await Promise.all([
    list.page(question, person),
    menus(list, question, person),
  ])
  const days = filters.filter(({ control }) => control === 'day')
  const at = (number: number) => listUrl(list, question, { page: number === 1 ? null : number })
  const goesOn = more && question.q === ''
  const context = pagesAround({ page: question.page, rows: rows.length, size: pageSize, total, more, goesOn }, at)
  return {
    ...context,
    rows,
    heads: heads(list, question),
    filters,
    days,
    dayNames: days.map(({ name }) => name),
    q: question.q,
    searchable: list.searchable,
    path: list.path,
    kept: kept(list, question),
    links: {
      ...context.links,
      last: goesOn ? null : at(context.pages),
      cleared: isNarrowed(question) ? listUrl(list, { ...question, q: '', filter: {}, page: 1 }) : null,
      csv: listUrl(list, question, { page: null }, `${list.path}.csv`),
    },
    dropped,
  }
}

const isNarrowed = ({ q, filter }: ListParams): boolean =>
  q !== '' || Object.values(filter).some((value) => value !== null)

function heads<Row>(list: List<Row>, question: ListParams): ColumnHeader[] {
  // What is found stands by its rank until somebody sorts it.
  const isRanked = list.searchable && question.q !== ''
  const sorted = question.sort ?? (isRanked ? null : ownSort(list))
  const sortedBy = (sort: string): string =>
    listUrl(list, question, { sort: sort === list.sort && !isRanked ? null : sort, page: null })
  return list.columns.filter(({ hidden }) => !hidden).map((column) => headOf(column, sorted, sortedBy))
}

/** A column's head; its link sorts by it, or the other way round where that is how it is sorted. */
function headOf<Row>(
  column: ListColumn<Row>,
  sorted: ListParams['sort'],
  sortedBy: (sort: string) => string,
): ColumnHeader {
  const { name, label, sortBy, descends = false, numeric = false } = column
  if (!sortBy) return { name, label, numeric, href: null, sorted: null }
  const current = sorted?.name === name ? sorted : null
  const down = current ? !current.descending : descends
  return {
    name,
    label,
    numeric,
    href: sortedBy(`${down ? '-' : ''}${name}`),
    sorted: current && (current.descending ? 'descending' : 'ascending'),
  }
}

async function menus<Row>(list: List<Row>, question: ListParams, person: Person): Promise<FilterMenu[]> {
  const shown = Object.entries(list.filters)
    .map(([name, filter]) => ({ name, filter, value: String(question.filter[name] ?? '') }))
    .filter(({ filter, value }) => filter.control !== 'none' || value !== '')
  return Promise.all(
    shown.map(async ({ name, filter, value }): Promise<FilterMenu> => {
      const options = await filter.options(person)
      const address = listUrls(list, question, name)
      return {
        name,
        label: filter.label,
        control: filter.control === 'day' ? 'day' : 'options',
        value,
        chosen: value === '' ? null : await labelOf(filter, options, value),
        options: options.map((one) => ({
          label: one.label,
          href: address(one.value),
          chosen: one.value === value,
        })),
        clear: listUrl(list, question, { [name]: null, page: null }),
      }
    }),
  )
}

/** How a value of a filter is called: as its option is, or by its own name. */
const labelOf = async (filter: Filter, options: FilterOption[], value: string): Promise<Text> =>
  options.find((one) => one.value === value)?.label ?? { text: (await filter.named?.(value)) ?? value }

/** What a list is narrowed by, for people: each filter that is chosen, with its value as its chip says it. */
export async function chosenIn<Row>(
  list: List<Row>,
  question: ListParams,
  person: Person,
): Promise<{ label: MessageKey; value: Text }[]> {
  const all = await menus(list, question, person)
  return all.flatMap(({ label, chosen }) => (chosen ? [{ label, value: chosen }] : []))
}

function kept<Row>(list: List<Row>, question: ListParams): { name: string; value: string }[] {
  const all = new URLSearchParams(listUrl(list, question, { page: null, q: null }).split('?')[1] ?? '')
  return [...all].map(([name, value]) => ({ name, value }))
}

interface Shown {
  /** The number of the page, from 1, and how many rows it has and may have. */
  page: number
  rows: number
  size: number
  total: number
  more: boolean
  /** Pages beyond the total can be opened: not of a search, which ends there. */
  goesOn?: boolean
}

/** The pages around one; `at` says the address of each. */
export function pagesAround(
  { page, rows, size, total, more, goesOn = more }: Shown,
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
      previous: page > 1 ? at(goesOn ? page - 1 : Math.min(page - 1, pages)) : null,
      next: rows === size && (goesOn || page < pages) ? at(page + 1) : null,
      first: at(1),
    },
    numbers: context(page, pages).map((number) => ({ number, href: at(number) })),
  }
}

/** First, last and those around. */
function context(page: number, pages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  return [...new Set(wanted)].toSorted((a, b) => a - b)
}
