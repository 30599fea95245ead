import type { Insertable } from 'kysely'
import { seededRandom } from '../../src/commands/demo/random.ts'
import { transaction, writer } from '../../src/database/database.ts'
import type { Tables } from '../../src/database/tables.ts'
import { indexRecordsAbove } from '../../src/lists/search/search-index.ts'
import { testApp } from '../test-app.ts'

/** Inserts random records directly into the tables; some words of the texts are in most records, some in none. */
export async function randomBook({ customers, orders, products }: Record<'customers' | 'orders' | 'products', number>) {
  const w = await testApp()
  const by = seededRandom(7)
  const people = ['王芳', '李强', '陈静'].map((name) => w.who(name).id)
  const made = { created_at: '2026-01-01T00:00:00.000Z', created_by: people[2] ?? 0 }
  const letters = [...'aaaaaabbbbbbccd']
  const word = () => Array.from({ length: by.between(2, 9) }, () => by.one(letters)).join('')
  const text = () => `${word()} ${word()}\n${word()}`
  const day = (latest: number) => `2026-01-${String(by.between(1, latest)).padStart(2, '0')}`
  const many = <T>(count: number, one: (id: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at + 1))

  const book = {
    products: many(products, (id) => ({
      ...{ id, model: `P-${String(id).padStart(6, '0')}`, name: 'x', name_sort: 'x', search_text: 'x', ...made },
      list_price: by.between(1, 9) * 100,
    })),
    customers: many(customers, (id) => ({
      ...{ id, code: `K-${id}`, name: word(), owner_id: by.one(people), search_text: text(), ...made },
      ...{ name_sort: word(), company_sort: '', level: by.one(['A', 'B', 'C', null] as const) },
      last_contact_on: by.happens(0.2) ? null : day(28),
    })),
    orders: many(orders, (id) => ({
      ...{ id, number: `S-${id}`, customer_id: by.between(1, customers), owner_id: by.one(people), ...made },
      ...{ ordered_on: day(28), total: by.between(1, 9), search_text: text() },
      status: by.one(['draft', 'confirmed'] as const),
      payment: by.one(['none', 'part', 'all'] as const),
      due_on: by.happens(0.2) ? null : day(28),
    })),
    /** Some orders contain a product twice. */
    lines: many(2 * orders, (id) => ({
      ...{ id, order_id: by.between(1, orders), position: id, product_id: by.between(1, Math.min(products, 4)) },
      ...{ quantity: 1000, unit_price: 1, amount: 1 },
    })),
  }

  async function write<T extends 'products' | 'customers' | 'orders' | 'order_lines'>(
    table: T,
    rows: Insertable<Tables[T]>[],
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += 500)
      await writer()
        .insertInto(table)
        .values(rows.slice(start, start + 500) as never)
        .execute()
  }
  await transaction(async () => {
    await write('products', book.products)
    await write('customers', book.customers)
    await write('orders', book.orders)
    await write('order_lines', book.lines)
    await indexRecordsAbove('customers', 0)
    await indexRecordsAbove('orders', 0)
  })
  return { w, by, ...book }
}
