import { expect, test } from 'vitest'
import { transaction, writer } from '../../src/database/database.ts'
import { countedIn, placeAfter } from '../../src/lists/counted.ts'
import { pageSize } from '../../src/lists/list.ts'
import { questionOf } from '../../src/lists/question.ts'
import { orderList } from '../../src/orders/list.ts'
import { sumDifferences } from '../../src/reports/integrity/sums.ts'
import { randomBook } from './book.ts'

/** Pages so deep that the orders of whole days are passed over by their number. */
const { w, by, orders } = await randomBook({ customers: 3, orders: 41_500, products: 1 })
const counted = { table: 'orders_by_day', number: 'orders' }

const ids = async (sort: string, page: number): Promise<number[]> => {
  const { question } = questionOf(orderList, { sort, page: String(page) })
  return (await orderList.page(question, w.who('陈静'))).rows.map(({ id }) => id)
}

function expected(sort: string): number[] {
  const value = (one: (typeof orders)[number]) => (sort.endsWith('total') ? one.total : one.ordered_on)
  const up = orders.toSorted((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.id - b.id))
  return (sort.startsWith('-') ? up.reverse() : up).map(({ id }) => id)
}

async function agrees(): Promise<void> {
  for (const sort of ['-ordered_on', 'ordered_on', '-total']) {
    const all = expected(sort)
    const last = Math.ceil(all.length / pageSize)
    for (const page of [800, 801, by.between(801, 830), Math.ceil(last / 2), last - 801, last - 1, last, last + 1])
      expect(await ids(sort, page), `${sort} ${page}`).toEqual(all.slice((page - 1) * pageSize, page * pageSize))
  }
}

test('the deepest pages of orders', agrees)

test('the same when days have changed and orders are gone', async () => {
  await transaction(async () => {
    for (const order of orders.slice(0, 200)) {
      order.ordered_on = `2026-02-0${by.between(1, 9)}`
      await writer().updateTable('orders').set({ ordered_on: order.ordered_on }).where('id', '=', order.id).execute()
    }
    const gone = orders.splice(300, 200).map(({ id }) => id)
    await writer().deleteFrom('order_lines').where('order_id', 'in', gone).execute()
    await writer().deleteFrom('orders').where('id', 'in', gone).execute()
    // A whole day of them, too.
    const moved = orders.filter(({ ordered_on }) => ordered_on === '2026-01-09')
    for (const order of moved) order.ordered_on = '2026-01-08'
    await writer()
      .updateTable('orders')
      .set({ ordered_on: '2026-01-08' })
      .where('ordered_on', '=', '2026-01-09')
      .execute()
  })
  await agrees()
  for await (const difference of sumDifferences()) expect.fail(difference)
})

test.each([true, false])('a place and what stands before it, down %s', async (down) => {
  expect(await countedIn(counted)).toBe(orders.length)
  const days = orders.map(({ ordered_on }) => ordered_on).toSorted()
  if (down) days.reverse()
  for (const many of [0, 1, by.between(2, days.length - 2), days.length - 1]) {
    const { place, before } = await placeAfter(counted, 'ordered_on', many, down)
    expect([place, before]).toEqual([days[many], days.indexOf(days[many] ?? '')])
  }
})
