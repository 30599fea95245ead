import type { ListParams } from './definition.ts'
import type { List } from './list.ts'

/** Reads an address as a question to a list; what can't be read is dropped and named, never an error. */
export function parseListParams<Row>(
  list: List<Row>,
  parameters: Record<string, unknown>,
): { question: ListParams; dropped: string[] } {
  const dropped: string[] = []
  const said = (name: string): string => {
    const value = parameters[name] ?? ''
    if (typeof value === 'string' && !value.includes('\0') && value.isWellFormed()) return value
    dropped.push(name)
    return ''
  }
  const filter: Record<string, unknown> = {}
  for (const [name, { schema }] of Object.entries(list.filters)) {
    const read = schema.safeParse(said(name))
    filter[name] = read.success ? read.data : null
    if (!read.success) dropped.push(name)
  }
  return {
    question: {
      q: said('q').trim().slice(0, 200),
      filter,
      sort: sortOf(list, said('sort'), dropped),
      page: pageOf(said('page'), dropped),
    },
    dropped,
  }
}

function sortOf<Row>(list: List<Row>, said: string, dropped: string[]): ListParams['sort'] {
  if (!said) return null
  const sort = { name: said.replace(/^-/, ''), descending: said.startsWith('-') }
  if (list.columns.some(({ name, sortBy }) => name === sort.name && sortBy)) return sort
  dropped.push('sort')
  return null
}

function pageOf(said: string, dropped: string[]): number {
  if (!said) return 1
  if (/^[1-9]\d{0,6}$/.test(said)) return Number(said)
  dropped.push('page')
  return 1
}

/** The question as an address: only what differs from the list as it opens; `changed` replaces parameters, null takes one away. */
export function listUrl<Row>(
  list: List<Row>,
  question: ListParams,
  changed: Record<string, string | number | null> = {},
  path = list.path,
): string {
  const all: Record<string, string | number | null> = {
    ...listParameters(list, question),
    page: question.page === 1 ? null : question.page,
    ...changed,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== null && value !== '') query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/**
 * The address of a first page for each value of one parameter; what all of them share is made once. Limit: a list beside a
 * bare one; the filter of two hundred people takes 0.1 ms of a page so, 1 ms else.
 */
export function listUrls<Row>(list: List<Row>, question: ListParams, name: string): (value: string) => string {
  const all = Object.entries(listParameters(list, question))
  const at = all.findIndex(([said]) => said === name)
  const said = (some: [string, string | null][]) =>
    new URLSearchParams(some.filter((one): one is [string, string] => Boolean(one[1]))).toString()
  const [before, after] = [said(all.slice(0, at)), said(all.slice(at + 1))]
  const start = `${list.path}?${before && `${before}&`}`
  const end = after && `&${after}`
  // An id, as of two hundred people, is written as it is.
  return (value) => `${start}${/^\w+$/.test(value) ? `${name}=${value}` : said([[name, value]])}${end}`
}

/** What an address says of a question, its page aside; null where it need not be said. */
export function listParameters<Row>(list: List<Row>, { q, filter, sort }: ListParams): Record<string, string | null> {
  const sorted = sort && `${sort.descending ? '-' : ''}${sort.name}`
  const said = Object.entries(filter).map(([name, value]) => [
    name,
    value == null || value === '' ? null : String(value),
  ])
  return { q: q || null, ...Object.fromEntries(said), sort: sorted === list.sort && q === '' ? null : sorted }
}
