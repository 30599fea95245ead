import type { Person } from '../access/person.ts'
import type { Saying } from '../i18n/saying.ts'
import type { Key } from '../i18n/words.ts'
import { type List, type ListQuestion, pageSize } from './list.ts'
import { type Pages, pagesAround } from './pages.ts'
import { addressesOf, addressOf, questionOf } from './question.ts'

export interface Head {
  name: string
  label: Key
  numeric: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

export interface FilterMenu {
  name: string
  label: Key
  control: 'options' | 'day'
  value: string
  /** How the chosen value is called; null where nothing is chosen. */
  chosen: Saying | null
  options: { label: Saying; href: string; chosen: boolean }[]
  clear: string
}

/** A list's page as its view is given it. */
export interface ListPage<Row> extends Pages {
  rows: Row[]
  heads: Head[]
  filters: FilterMenu[]
  /** Those asked with a date, and their names. */
  days: FilterMenu[]
  dayNames: string[]
  q: string
  searchable: boolean
  path: string
  /** What a search or date form must carry along. */
  kept: { name: string; value: string }[]
  links: Pages['links'] & { last: string | null; cleared: string | null; csv: string }
  dropped: string[]
}

/** Reads one page of a list as its address asks. */
export async function listPage<Row>(
  list: List<Row>,
  parameters: Record<string, unknown>,
  person: Person,
): Promise<ListPage<Row>> {
  const { question, dropped } = questionOf(list, parameters)
  const [{ rows, total, more }, filters] = await Promise.all([
    list.page(question, person),
    menus(list, question, person),
  ])
  const days = filters.filter(({ control }) => control === 'day')
  const at = (number: number) => addressOf(list, question, { page: number === 1 ? null : number })
  const narrowed = question.q !== '' || Object.values(question.filter).some((value) => value !== null)
  const goesOn = more && question.q === ''
  const around = pagesAround({ page: question.page, rows: rows.length, size: pageSize, total, more, goesOn }, at)
  return {
    ...around,
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
      ...around.links,
      last: goesOn ? null : at(around.pages),
      cleared: narrowed ? addressOf(list, { ...question, q: '', filter: {}, page: 1 }) : null,
      csv: addressOf(list, question, { page: null }, `${list.path}.csv`),
    },
    dropped,
  }
}

function heads<Row>(list: List<Row>, question: ListQuestion): Head[] {
  // What is found stands by its rank until somebody sorts it.
  const isRanked = list.searchable && question.q !== ''
  const own = { name: list.sort.replace(/^-/, ''), descending: list.sort.startsWith('-') }
  const by = question.sort ?? (isRanked ? null : own)
  return list.columns
    .filter(({ hidden }) => !hidden)
    .map(({ name, label, sortBy, descends, numeric }) => {
      const current = by?.name === name
      const down = current ? !by.descending : (descends ?? false)
      const sort = `${down ? '-' : ''}${name}`
      return {
        name,
        label,
        numeric: numeric ?? false,
        href: sortBy
          ? addressOf(list, question, { sort: sort === list.sort && !isRanked ? null : sort, page: null })
          : null,
        sorted: current && sortBy ? (by.descending ? 'descending' : 'ascending') : null,
      }
    })
}

async function menus<Row>(list: List<Row>, question: ListQuestion, person: Person): Promise<FilterMenu[]> {
  const made = await Promise.all(
    Object.entries(list.filters).map(async ([name, filter]): Promise<FilterMenu | null> => {
      const value =
        question.filter[name] === null || question.filter[name] === undefined ? '' : String(question.filter[name])
      if (filter.control === 'none' && value === '') return null
      const options = await filter.options(person)
      const known = options.find((option) => option.value === value)?.label
      const chosen = value === '' ? null : (known ?? { text: (await filter.named?.(value)) ?? value })
      const address = addressesOf(list, question, name)
      const menu = options.map((option) => ({
        label: option.label,
        href: address(option.value),
        chosen: option.value === value,
      }))
      return {
        name,
        label: filter.label,
        control: filter.control === 'day' ? 'day' : 'options',
        value,
        chosen,
        options: menu,
        clear: addressOf(list, question, { [name]: null, page: null }),
      }
    }),
  )
  return made.filter((menu) => menu !== null)
}

/** What a list is narrowed by, for people: each filter that is chosen, with its value as its chip says it. */
export async function chosenIn<Row>(
  list: List<Row>,
  question: ListQuestion,
  person: Person,
): Promise<{ label: Key; value: Saying }[]> {
  const all = await menus(list, question, person)
  return all.flatMap(({ label, chosen }) => (chosen ? [{ label, value: chosen }] : []))
}

function kept<Row>(list: List<Row>, question: ListQuestion): { name: string; value: string }[] {
  const all = new URLSearchParams(addressOf(list, question, { page: null, q: null }).split('?')[1] ?? '')
  return [...all].map(([name, value]) => ({ name, value }))
}
