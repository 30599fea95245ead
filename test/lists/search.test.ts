import { expect, test } from 'vitest'
import type { Person } from '../../src/access/person.ts'
import { customerList } from '../../src/customers/list.ts'
import type { List } from '../../src/lists/list.ts'
import { collectRows, pageSize } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { searchLimit } from '../../src/lists/search/find-records-of-list.ts'
import { orderList } from '../../src/orders/list.ts'
import { randomBook } from './customer-fixtures.ts'

/** Compares a search's results and their order with a computation over all records. */
const { w, by, customers, orders } = await randomBook({ customers: 5600, orders: 2600, products: 1 })
const [wang, chen] = [w.who('王芳'), w.who('陈静')]

interface Rec {
  id: number
  owner_id: number
  search_text: string
}

const holds = ({ search_text }: Rec, q: string) => q.split(' ').every((term) => search_text.includes(term))

/** 1 and 2: the first line starts with a term or contains it; 3 and 4: the second line; 5: anything else. */
function rank({ search_text }: Rec, q: string): number {
  const lines = search_text.split('\n')
  const ranks = q.split(' ').map((term) => {
    const at = lines.findIndex((line) => line.includes(term))
    return at > 1 ? 5 : at * 2 + (lines[at]?.startsWith(term) ? 1 : 2)
  })
  return Math.min(...ranks)
}

/** The order of results: by rank, the person's own records first, then in the list's order. */
function expectedOrder<R extends Rec>(rows: R[], q: string, person: Person, latest: (row: R) => string): number[] {
  const own = (row: R) => (row.owner_id === person.id ? 0 : 1)
  const later = (a: R, b: R) => (latest(a) === latest(b) ? b.id - a.id : latest(a) < latest(b) ? 1 : -1)
  return rows.toSorted((a, b) => rank(a, q) - rank(b, q) || own(a) - own(b) || later(a, b)).map(({ id }) => id)
}

async function shown<R extends { id: number }>(list: List<R>, address: Record<string, string>, person: Person) {
  const ids: number[] = []
  for (let page = 1; ; page++) {
    const { question, ignoredParams } = parseListParams(list, { ...address, page: String(page) })
    expect(ignoredParams).toEqual([])
    const { rows, total, more } = await list.page(question, person)
    ids.push(...rows.map(({ id }) => id))
    if (rows.length < pageSize) return { ids, total, more }
  }
}

/** Ids of the most recently contacted customers, at most as many as a search finds. */
const latestOf = (rows: typeof customers): number[] => {
  const later = (a: (typeof rows)[0], b: (typeof rows)[0]) =>
    (a.last_contact_on ?? '') === (b.last_contact_on ?? '')
      ? b.id - a.id
      : (a.last_contact_on ?? '') < (b.last_contact_on ?? '')
        ? 1
        : -1
  const latest = rows.toSorted(later).slice(0, searchLimit)
  return latest.map(({ id }) => id).toSorted((a, b) => a - b)
}

const words = ['a', 'abba', 'bab cc', 'd', 'cd', 'ccc', 'ddd', 'dcba', 'aaaaaaa', 'z', 'bbaab', 'b ab']

test.each(words)('customers with “%s”: all of them, or their own and the newest', async (q) => {
  for (const person of [wang, chen])
    for (const level of ['', 'B']) {
      const rows = customers.filter((row) => holds(row, q) && (level === '' || row.level === level))
      const found = await shown(customerList, { q, level }, person)
      const order = expectedOrder(rows, q, person, ({ last_contact_on }) => last_contact_on ?? '')
      if (rows.length <= searchLimit) {
        expect(found.more).toBe(false)
        expect(found.ids).toEqual(order)
      } else {
        expect(found.more).toBe(true)
        expect(found.ids).toHaveLength(searchLimit)
        expect(found.ids).toEqual(order.filter((id) => found.ids.includes(id)))
        // With a filter all of its rows are searched, so the results are the most recent ones.
        if (level !== '') expect(found.ids.toSorted((a, b) => a - b)).toEqual(latestOf(rows))
      }
      expect(found.total).toBe(found.ids.length)
    }
})

test('with a common word a person’s own records are found, however old', async () => {
  const counts = (q: string) => {
    const all = customers.filter((row) => holds(row, q))
    return { all: all.length, own: all.filter(({ owner_id }) => owner_id === wang.id) }
  }
  const q = ['b', 'c', 'ab', 'cb', 'ac', 'd', 'da', 'cc'].find((one) => {
    const { all, own } = counts(one)
    return all > searchLimit && own.length < searchLimit
  })
  const { ids, more } = await shown(customerList, { q: q ?? '' }, wang)
  expect(more).toBe(true)
  expect(ids).toHaveLength(searchLimit)
  expect(ids).toEqual(expect.arrayContaining(counts(q ?? '').own.map(({ id }) => id)))
})

const owners = new Map(customers.map(({ id, owner_id }) => [id, owner_id]))
const sees = (person: Person, row: (typeof orders)[0]) =>
  person.role === 'manager' || row.owner_id === person.id || owners.get(row.customer_id) === person.id

test.each(words)('visible orders with “%s”, in a chosen order', async (q) => {
  for (const person of [wang, chen]) {
    const rows = orders.filter((row) => sees(person, row) && holds(row, q))
    const { ids } = await shown(orderList, { q }, person)
    const order = expectedOrder(rows, q, person, ({ ordered_on }) => ordered_on)
    expect(ids).toHaveLength(Math.min(rows.length, searchLimit))
    expect(ids).toEqual(order.filter((id) => rows.length <= searchLimit || ids.includes(id)))
    if (rows.length > searchLimit) continue
    const sorted = await shown(orderList, { q, sort: 'total' }, person)
    expect(sorted.ids).toEqual(rows.toSorted((a, b) => a.total - b.total || a.id - b.id).map(({ id }) => id))
  }
})

test('a CSV has all matches, in the list’s own order', async () => {
  const { question } = parseListParams(orderList, { q: 'a' })
  const rows = orders.filter((row) => holds(row, 'a'))
  expect(rows.length).toBeGreaterThan(searchLimit)
  const later = (a: (typeof orders)[0], b: (typeof orders)[0]) =>
    a.ordered_on === b.ordered_on ? b.id - a.id : a.ordered_on < b.ordered_on ? 1 : -1
  expect((await collectRows(orderList.stream(question, chen))).map(({ id }) => id)).toEqual(
    rows.toSorted(later).map(({ id }) => id),
  )
})

test('an exact match comes first', async () => {
  const row = by.one(customers)
  const { ids } = await shown(customerList, { q: row.code.toLowerCase() }, wang)
  expect(ids[0]).toBe(row.id)
})
