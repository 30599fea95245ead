import { beforeAll, expect, test } from 'vitest'
import { reader, transaction, writer } from '../../src/database/database.ts'
import { collectRows } from '../../src/lists/list.ts'
import { parseListParams } from '../../src/lists/parameters.ts'
import { orderLineList } from '../../src/orders/lines-list.ts'
import { orderList } from '../../src/orders/list.ts'
import { isVisibleOrder } from '../../src/orders/sql-conditions.ts'
import { orderDesk } from './order-fixtures.ts'

/** A salesperson sees their own orders and those of their customers, also after owners change. */
let desk: Awaited<ReturnType<typeof orderDesk>>
let customers: number[]

const people = ['王芳', '李强', '陈静'] as const

beforeAll(async () => {
  desk = await orderDesk()
  customers = await Promise.all(
    people.map(async (owner) => Number(await desk.w.customer({ owner, name: owner, company: `${owner}的客户` }))),
  )
  for (const [index, customer] of [...customers, ...customers, ...customers].entries()) {
    const owner_id = desk.w.who(people[index % 4 === 0 ? 1 : 0] ?? '王芳').id
    const day = `2026-01-0${(index % 5) + 1}`
    const made = await desk.chen.send('/orders', {
      customer_id: customer,
      owner_id,
      ordered_on: day,
      lines: [{ product_model: 'TB-250', quantity: String(index + 1) }],
    })
    expect(made.status).toBe(303)
  }
})

/** The same computed from the tables, newest first. */
async function naively(id: number): Promise<number[]> {
  const owners = new Map(
    (await reader().selectFrom('customers').select(['id', 'owner_id']).execute()).map((row) => [row.id, row.owner_id]),
  )
  const orders = await reader().selectFrom('orders').select(['id', 'customer_id', 'owner_id', 'ordered_on']).execute()
  return orders
    .filter((order) => order.owner_id === id || owners.get(order.customer_id) === id)
    .toSorted((a, b) => b.ordered_on.localeCompare(a.ordered_on) || b.id - a.id)
    .map((order) => order.id)
}

async function seesExactlyTheirs(): Promise<void> {
  for (const name of ['王芳', '李强'] as const) {
    const person = desk.w.who(name)
    const theirs = await naively(person.id)
    const { question } = parseListParams(orderList, {})
    expect((await orderList.page(question, person)).rows.map(({ id }) => id)).toEqual(theirs)
    expect((await orderList.page(question, person)).total).toBe(theirs.length)
    const found = await reader().selectFrom('orders').select('id').where(isVisibleOrder(person)).execute()
    expect(found.map(({ id }) => id).toSorted()).toEqual(theirs.toSorted())
    const lines = await collectRows(orderLineList.stream(question, person, 100))
    expect(lines.map(({ id }) => id)).toEqual(theirs)
  }
}

test('as created', seesExactlyTheirs)

test('after a customer changed owner', async () => {
  const li = desk.w.who('李强').id
  await transaction(async () => {
    await writer()
      .updateTable('customers')
      .set({ owner_id: li })
      .where('id', '=', customers[0] ?? 0)
      .execute()
  })
  await seesExactlyTheirs()
})

test('after orders changed customer and owner', async () => {
  const [one, two] = await reader().selectFrom('orders').select('id').orderBy('id').limit(2).execute()
  await transaction(async () => {
    await writer()
      .updateTable('orders')
      .set({ customer_id: customers[1] ?? 0 })
      .where('id', '=', one?.id ?? 0)
      .execute()
    await writer()
      .updateTable('orders')
      .set({ owner_id: desk.w.who('陈静').id })
      .where('id', '=', two?.id ?? 0)
      .execute()
  })
  await seesExactlyTheirs()
})

test('by every sort and page, filtered or searched, no order is listed twice', async () => {
  const person = desk.w.who('王芳')
  const theirs = await naively(person.id)
  for (const address of ['sort=total', 'sort=-total', 'sort=due_on', 'sort=-number', 'status=draft', 'q=的客户']) {
    const { question } = parseListParams(orderList, Object.fromEntries(new URLSearchParams(address)))
    const { rows } = await orderList.page(question, person)
    expect(rows.map(({ id }) => id).toSorted(), address).toEqual(theirs.toSorted())
  }
})
