import type { ListParams } from './definition.ts'
import type { List } from './list.ts'

/** Parses a list's URL parameters. Invalid ones never fail the request: they are ignored and listed in `dropped`. */
export function parseListParams<Row>(
  list: List<Row>,
  parameters: Record<string, unknown>,
): { question: ListParams; ignoredParams: string[] } {
  const ignoredParams: string[] = []
  const textOf = (name: string): string => {
    const value = parameters[name] ?? ''
    if (typeof value === 'string' && !value.includes('\0') && value.isWellFormed()) return value
    ignoredParams.push(name)
    return ''
  }
  const filter: Record<string, unknown> = {}
  for (const [name, { schema }] of Object.entries(list.filters)) {
    const read = schema.safeParse(textOf(name))
    filter[name] = read.success ? read.data : null
    if (!read.success) ignoredParams.push(name)
  }
  return {
    question: {
      q: textOf('q').trim().slice(0, 200),
      filter,
      sort: sortOf(list, textOf('sort'), ignoredParams),
      page: pageOf(textOf('page'), ignoredParams),
    },
    ignoredParams,
  }
}

function sortOf<Row>(list: List<Row>, text: string, ignoredParams: string[]): ListParams['sort'] {
  if (!text) return null
  const sort = { name: text.replace(/^-/, ''), descending: text.startsWith('-') }
  if (list.columns.some(({ name, sortBy }) => name === sort.name && sortBy)) return sort
  ignoredParams.push('sort')
  return null
}

function pageOf(text: string, ignoredParams: string[]): number {
  if (!text) return 1
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  ignoredParams.push('page')
  return 1
}

/**
 * The URL of a list with these parameters, without those that have their default value. `changed` replaces parameters;
 * null removes one.
 */
export function listUrl<Row>(
  list: List<Row>,
  question: ListParams,
  changed: Record<string, string | number | null> = {},
  path = list.path,
): string {
  const all: Record<string, string | number | null> = {
    ...listUrlParameters(list, question),
    page: question.page === 1 ? null : question.page,
    ...changed,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== null && value !== '') query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/**
 * Returns the URL of the first page for each value of one parameter; the shared part is built once. Limit: a list
 * compared with a bare one; the filter of two hundred people takes 0.1 ms of a page this way, otherwise 1 ms.
 */
export function listUrlBuilderForParameter<Row>(
  list: List<Row>,
  question: ListParams,
  name: string,
): (value: string) => string {
  const all = Object.entries(listUrlParameters(list, question))
  const at = all.findIndex(([said]) => said === name)
  const encode = (pairs: [string, string | null][]) =>
    new URLSearchParams(pairs.filter((pair): pair is [string, string] => Boolean(pair[1]))).toString()
  const [before, after] = [encode(all.slice(0, at)), encode(all.slice(at + 1))]
  const start = `${list.path}?${before && `${before}&`}`
  const end = after && `&${after}`
  // Ids, such as those of two hundred people, need no encoding.
  return (value) => `${start}${/^\w+$/.test(value) ? `${name}=${value}` : encode([[name, value]])}${end}`
}

/** The URL parameters of a list, without the page; null for those with their default value. */
export function listUrlParameters<Row>(
  list: List<Row>,
  { q, filter, sort }: ListParams,
): Record<string, string | null> {
  const sorted = sort && `${sort.descending ? '-' : ''}${sort.name}`
  const filterParameters = Object.entries(filter).map(([name, value]) => [
    name,
    value == null || value === '' ? null : String(value),
  ])
  return {
    q: q || null,
    ...Object.fromEntries(filterParameters),
    sort: sorted === list.sort && q === '' ? null : sorted,
  }
}
