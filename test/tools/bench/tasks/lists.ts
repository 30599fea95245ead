import { today } from '../../../../src/i18n/format.ts'
import type { List } from '../../../../src/lists/list.ts'
import { addDays } from '../../../../src/values/days.ts'
import type { Visitor } from '../../program/visitor.ts'
import { inTurn, type Task } from '../measure.ts'

type AnyList = Pick<List<never>, 'name' | 'path' | 'filters' | 'columns' | 'searchable'>

const middlePage = 40

/** Values of the filters that a list's page offers no choice of. */
export type Given = Record<string, readonly string[]>

/** A list as people use it: its first, a middle and its deepest page, each filter, each order, and looking for something. */
export async function listTasks(list: AnyList, as: Visitor, given: Given, looked: readonly string[]): Promise<Task[]> {
  const { name, path, filters, columns } = list
  const text = await as.read(path)
  const deepest = await deepestPage(as, path)
  const at = (parameters: Record<string, string>) => ({ path: `${path}?${new URLSearchParams(parameters)}` })
  const task = (what: string, request: Task['request']): Task => ({ part: name, what, as, request, limit: 'page' })
  const parameter = (what: string, name: string, values: readonly string[]): Task => {
    const value = inTurn(values)
    const request: Task['request'] = (number) => at({ [name]: value(number) })
    return { ...task(`${what} (${values.length} in turn)`, request), least: values.length }
  }
  return [
    task('first page', () => ({ path })),
    task(`page ${middlePage}`, () => at({ page: String(middlePage) })),
    { ...task(`deepest page, ${deepest}`, () => at({ page: String(deepest) })), limit: 'deepest' },
    ...Object.entries(filters).map(([filter, { control }]) =>
      parameter(`only ${filter}`, filter, valuesOf(filter, control, given, offered(text, path, filter))),
    ),
    ...columns
      .filter(({ sortBy, hidden }) => sortBy && !hidden)
      .map((column) => parameter(`by ${column.name}`, 'sort', [column.name, `-${column.name}`])),
    ...(list.searchable ? [parameter('what is found', 'q', looked)] : []),
  ]
}

/** The first pages of a list as a salesperson has it. */
export async function ownListTasks({ name, path }: AnyList, as: Visitor): Promise<Task[]> {
  const deepest = await deepestPage(as, path)
  const page = (what: string, number: number, limit: Task['limit'] = 'page'): Task => ({
    part: `${name}, as a salesperson`,
    what,
    as,
    request: () => ({ path: `${path}?page=${number}` }),
    limit,
  })
  return [
    page('first page', 1),
    page(`page ${middlePage}`, middlePage),
    page(`deepest page, ${deepest}`, deepest, 'deepest'),
  ]
}

function valuesOf(name: string, control: string, given: Given, offered: string[]): readonly string[] {
  const values = given[name] ?? (control === 'day' ? someDays() : offered)
  if (values.length === 0) throw new Error(`there is no value to narrow by ${name} with`)
  return values
}

const someDays = (): string[] => [30, 365, 730, 1400].map((days) => addDays(today(), -days))

/** The values that a page's links offer for a parameter. */
function offered(text: string, path: string, name: string): string[] {
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const values = links
    .filter((href) => href.startsWith(`${path}?`))
    .map((href) => new URLSearchParams(href.slice(path.length + 1)).get(name))
  return [...new Set(values.filter((value) => value !== null))]
}

/** The last page on which something stands; beyond where the count stops, no link leads there. */
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

/** The ids of the records on a list's page. */
export const idsOn = async (as: Visitor, path: string): Promise<string[]> =>
  [...(await as.read(path)).matchAll(/<tr data-id="(\d+)"/g)].map(([, id = '']) => id)

/** Records from all over a list: what is asked for again and again would be warm. */
export async function someOf(as: Visitor, path: string): Promise<string[]> {
  const deepest = await deepestPage(as, path)
  const pages = new Set([0, 0.2, 0.4, 0.6, 0.8].map((share) => 1 + Math.floor(deepest * share)))
  const found: string[] = []
  const joint = path.includes('?') ? '&' : '?'
  for (const page of pages) found.push(...(await idsOn(as, `${path}${joint}page=${page}`)))
  return found
}
