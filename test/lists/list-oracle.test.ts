import { expect, test } from 'vitest'
import type { Person } from '../../src/access/person.ts'
import { customerList } from '../../src/customers/list.ts'
import { transaction, writer } from '../../src/database/database.ts'
import { today } from '../../src/i18n/format.ts'
import type { List } from '../../src/lists/list.ts'
import { pageSize } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { orderList } from '../../src/orders/list.ts'
import { productList } from '../../src/products/list.ts'
import { setClock } from '../../src/values/clock.ts'
import { randomBook } from './customer-fixtures.ts'

/** Compares lists with a computation over all records: filters, sorts, first and last pages. */
const { w, by, customers, orders, lines, products } = await randomBook({
  customers: 5600,
  orders: 5600,
  products: 20_500,
})
const [wang, chen] = [w.who('王芳'), w.who('陈静')]

type Value = string | number | null
const order = (a: Value, b: Value): number => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1)

/** The ids in order; null sorts first. */
function sorted<T extends { id: number }>(rows: T[], by: (row: T) => Value, down: boolean): number[] {
  const up = rows.toSorted((a, b) => order(by(a), by(b)) || a.id - b.id).map(({ id }) => id)
  return down ? up.reverse() : up
}

/** Some pages of a list, and its total, agree with the computation. */
async function agrees<Row extends { id: number }>(
  list: List<Row>,
  address: string,
  person: Person,
  expected: number[],
) {
  const last = Math.max(1, Math.ceil(expected.length / pageSize))
  for (const page of new Set([1, 2, by.between(1, last), last, last + 1])) {
    const { question, ignoredParams } = parseListParams(
      list,
      Object.fromEntries(new URLSearchParams(`${address}&page=${page}`)),
    )
    expect(ignoredParams).toEqual([])
    const { rows, total, more } = await list.page(question, person)
    const said = `${list.name}?${address}&page=${page} of ${person.name}`
    const start = (page - 1) * pageSize
    expect(
      rows.map(({ id }) => id),
      said,
    ).toEqual(expected.slice(start, start + pageSize))
    if (more) expect(expected.length, said).toBeGreaterThan(total)
    else expect(total, said).toBe(expected.length)
    if (rows.length > 0) expect(total, said).toBeGreaterThanOrEqual(start + rows.length)
  }
}

const sorts = ['-last_contact', 'name', '-level']
const middle = '2026-01-15'
const since = (Date.parse(today()) - Date.parse(middle)) / 86_400_000
const filters: Record<string, (row: (typeof customers)[0]) => boolean> = {
  '': () => true,
  'level=B': ({ level }) => level === 'B',
  [`owner_id=${chen.id}`]: ({ owner_id }) => owner_id === chen.id,
  [`inactive_days=${since}`]: ({ last_contact_on }) => last_contact_on === null || last_contact_on < middle,
}

test.each(sorts)('customers by %s', async (sort) => {
  for (const [filter, leaves] of Object.entries(filters)) {
    const place = { last_contact: 'last_contact_on', name: 'name_sort', level: 'level' } as const
    const column = place[sort.replace('-', '') as 'name']
    const expected = sorted(customers.filter(leaves), (row) => row[column], sort.startsWith('-'))
    await agrees(customerList, `sort=${sort}&${filter}`, wang, expected)
  }
})

const owners = new Map(customers.map(({ id, owner_id }) => [id, owner_id]))
const sees = ({ id, role }: Person, { owner_id, customer_id }: (typeof orders)[0]): boolean =>
  role === 'manager' || owner_id === id || owners.get(customer_id) === id

const owes = ({ status, payment }: (typeof orders)[0]): boolean => status === 'confirmed' && payment !== 'all'
const narrowings: Record<string, (row: (typeof orders)[0]) => boolean> = {
  '': () => true,
  'payment=open': owes,
  'overdue=1': (row) => owes(row) && row.due_on !== null && row.due_on < today(),
  'from=2026-01-08': ({ ordered_on }) => ordered_on >= '2026-01-08',
  'to=2026-01-20': ({ ordered_on }) => ordered_on <= '2026-01-20',
  'from=2026-01-08&to=2026-01-20': ({ ordered_on }) => ordered_on >= '2026-01-08' && ordered_on <= '2026-01-20',
  'from=2027-01-01': () => false,
  'overdue=1&to=2026-01-20': (row) => narrowings['overdue=1']?.(row) === true && row.ordered_on <= '2026-01-20',
  'status=draft': ({ status }) => status === 'draft',
}

test.each(Object.keys(narrowings))('orders filtered by “%s”, also of one person', async (address) => {
  setClock(() => new Date('2026-01-15T04:00:00Z'))
  for (const person of [wang, chen]) {
    const rows = orders.filter((row) => sees(person, row) && narrowings[address]?.(row))
    await agrees(
      orderList,
      address,
      person,
      sorted(rows, (row) => row.ordered_on, true),
    )
    const theirs = rows.filter(({ owner_id }) => owner_id === wang.id)
    await agrees(
      orderList,
      `${address}&owner_id=${wang.id}`,
      person,
      sorted(theirs, (row) => row.ordered_on, true),
    )
  }
  setClock()
})

async function byProduct(): Promise<void> {
  const having = (product: number) =>
    new Set(lines.filter(({ product_id }) => product_id === product).map((line) => line.order_id))
  for (const person of [wang, chen])
    for (const product of [1, 4, 9]) {
      const ids = having(product)
      const all = orders.filter((row) => ids.has(row.id) && sees(person, row))
      const model = `product=P-00000${product}`
      await agrees(
        orderList,
        model,
        person,
        sorted(all, (row) => row.ordered_on, true),
      )
      await agrees(
        orderList,
        `${model}&sort=ordered_on`,
        person,
        sorted(all, (row) => row.ordered_on, false),
      )
      await agrees(
        orderList,
        `${model}&sort=-total`,
        person,
        sorted(all, (row) => row.total, true),
      )
      const drafts = all.filter(({ status }) => status === 'draft')
      await agrees(
        orderList,
        `${model}&status=draft`,
        person,
        sorted(drafts, (row) => row.ordered_on, true),
      )
    }
}

test('a product’s orders, each once', byProduct)

test('a product’s orders after their dates and lines have changed', async () => {
  await transaction(async () => {
    for (const row of orders.slice(0, 60)) {
      row.ordered_on = `2026-02-0${by.between(1, 9)}`
      await writer().updateTable('orders').set({ ordered_on: row.ordered_on }).where('id', '=', row.id).execute()
    }
    for (const line of lines.slice(0, 60)) {
      line.order_id = by.between(1, orders.length)
      await writer().updateTable('order_lines').set({ order_id: line.order_id }).where('id', '=', line.id).execute()
    }
  })
  await byProduct()
})

test.each(['model', '-model', 'list_price', '-list_price'])('the deepest pages by %s', async (sort) => {
  const column = sort.includes('model') ? 'model' : 'list_price'
  const expected = sorted(products, (row) => row[column], sort.startsWith('-'))
  const last = Math.ceil(expected.length / pageSize)
  for (const page of [800, 801, 802, last - 1, last, last + 1]) {
    const { question } = parseListParams(productList, { sort, page: String(page) })
    const start = (page - 1) * pageSize
    const { rows } = await productList.page(question, wang)
    expect(rows.map(({ id }) => id)).toEqual(expected.slice(start, start + pageSize))
  }
})
