import { today } from '../../../../src/i18n/format.ts'
import type { List } from '../../../../src/lists/list.ts'
import { addDays } from '../../../../src/values/days.ts'
import type { Visitor } from '../../program/http-client.ts'
import { cyclingThrough, type Task } from '../measure.ts'
import type { Limit } from '../rows.ts'

type AnyList = Pick<List<never>, 'name' | 'path' | 'filters' | 'columns' | 'searchable'>

/** The last page that users are assumed to reach by turning pages. */
const lastTurned = 40

/** Values for filters whose choices are not on the list's page. */
export type Given = Record<string, readonly string[]>

/** A filter or sort order of a list, with the values to use. */
interface Choice {
  parameter: string
  values: readonly string[]
}

/** Requests to a list: each filter and order, any two filters, deep pages, and searches. */
export async function listTasks(list: AnyList, as: Visitor, given: Given, looked: readonly string[]): Promise<Task[]> {
  const { name, path } = list
  const filters = filtersOf(list, await as.read(path), given)
  const orders = list.columns.filter(({ sortBy, hidden }) => sortBy && !hidden).map((column) => column.name)
  const deepest = await deepestPage(as, path)
  const task = (what: string, limit: Limit, parameters: (number: number) => Record<string, string>): Task => ({
    part: name,
    what,
    as,
    request: (number) => ({ path: `${path}?${new URLSearchParams(parameters(number))}` }),
    limit,
  })
  const inTurnOf = (what: string, choice: Choice, limit: Limit = 'list'): Task => ({
    ...task(`${what} (${choice.values.length} in turn)`, limit, chosen(choice)),
    least: choice.values.length,
  })
  const each: Choice[] = [...filters, ...orders.flatMap((order) => [sort(order), sort(`-${order}`)])]
  const eachOn = (page: number, what: string, limit: Limit): Task[] =>
    each.map((choice) => ({
      ...task(what, limit, (number) => ({ ...chosen(choice)(number), page: String(page) })),
      variant: choice.parameter === 'sort' ? `by ${choice.values.join()}` : choice.parameter,
    }))
  return [
    { ...task('first page', 'list', () => ({})), request: () => ({ path }) },
    task(`page ${lastTurned}`, 'list', () => ({ page: String(lastTurned) })),
    ...filters.map((filter) => inTurnOf(`only ${filter.parameter}`, filter)),
    ...orders.map((order) => inTurnOf(`by ${order}`, sort(order, `-${order}`))),
    ...eachOn(lastTurned, `page ${lastTurned}, any filter or order`, 'list'),
    ...pairsOf(filters).map(([one, other]) => ({
      ...task('two filters', 'filters', together(one, other)),
      variant: `${one.parameter} and ${other.parameter}`,
    })),
    task(`deepest page, ${deepest}`, 'deep', () => ({ page: String(deepest) })),
    // The page is beyond the last one of most filters, so the whole filtered result is passed over.
    ...eachOn(deepest, 'deepest page, any filter or order', 'deep'),
    ...(list.searchable ? [inTurnOf('what is found', { parameter: 'q', values: looked }, 'search')] : []),
  ]
}

/** A list's pages as a salesperson sees it. */
export async function ownListTasks({ name, path }: AnyList, as: Visitor): Promise<Task[]> {
  const deepest = await deepestPage(as, path)
  const page = (what: string, number: number, limit: Limit = 'list'): Task => ({
    part: `${name}, as a salesperson`,
    what,
    as,
    request: () => ({ path: `${path}?page=${number}` }),
    limit,
  })
  return [
    page('first page', 1),
    page(`page ${lastTurned}`, lastTurned),
    page(`deepest page, ${deepest}`, deepest, 'deep'),
  ]
}

const sort = (...values: string[]): Choice => ({ parameter: 'sort', values })

const chosen = ({ parameter, values }: Choice) => {
  const value = cyclingThrough(values)
  return (number: number) => ({ [parameter]: value(number) })
}

/** Combines two filters so that each value of one meets different values of the other. */
const together = (one: Choice, other: Choice) => (number: number) => ({
  ...chosen(one)(number),
  ...chosen(other)(number + Math.floor(number / one.values.length)),
})

const pairsOf = <T>(of: readonly T[]): [T, T][] =>
  of.flatMap((one, at) => of.slice(at + 1).map((other): [T, T] => [one, other]))

const filtersOf = ({ path, filters }: AnyList, text: string, given: Given): Choice[] =>
  Object.entries(filters).map(([filter, { control }]) => ({
    parameter: filter,
    values: valuesOf(filter, control, given, offered(text, path, filter)),
  }))

function valuesOf(name: string, control: string, given: Given, offered: string[]): readonly string[] {
  const values = given[name] ?? (control === 'day' ? someDays() : offered)
  if (values.length === 0) throw new Error(`there is no value to narrow by ${name} with`)
  return values
}

const someDays = (): string[] => [30, 365, 730, 1400].map((days) => addDays(today(), -days))

/** The values that the links on a page offer for a parameter. */
function offered(text: string, path: string, name: string): string[] {
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const values = links
    .filter((href) => href.startsWith(`${path}?`))
    .map((href) => new URLSearchParams(href.slice(path.length + 1)).get(name))
  return [...new Set(values.filter((value) => value !== null))]
}

/** The last page with rows, found by bisection: when the count is capped, no link leads to it. */
export async function deepestPage(as: Visitor, path: string): Promise<number> {
  const filled = async (page: number) => (await idsOn(as, `${path}?page=${page}`)).length > 0
  let full = 1
  let empty = 2
  while (await filled(empty)) {
    full = empty
    empty *= 2
  }
  while (empty - full > 1) {
    const middle = Math.floor((full + empty) / 2)
    if (await filled(middle)) full = middle
    else empty = middle
  }
  return full
}

/** The record ids on a list's page. */
export const idsOn = async (as: Visitor, path: string): Promise<string[]> =>
  [...(await as.read(path)).matchAll(/<tr data-id="(\d+)"/g)].map(([, id = '']) => id)

/** Record ids from pages all over a list, so that the database cache does not hold all of them. */
export async function idsFromAllPages(as: Visitor, path: string): Promise<string[]> {
  const deepest = await deepestPage(as, path)
  const pages = new Set([0, 0.2, 0.4, 0.6, 0.8].map((share) => 1 + Math.floor(deepest * share)))
  const found: string[] = []
  const joint = path.includes('?') ? '&' : '?'
  for (const page of pages) found.push(...(await idsOn(as, `${path}${joint}page=${page}`)))
  return found
}
