import type { Insertable } from 'kysely'
import { reader, writer } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'

const some = 500

/** Those of the numbers that are in the book, in lower case. */
export async function numbersTaken(numbers: string[]): Promise<Set<string>> {
  const taken = new Set<string>()
  for (let start = 0; start < numbers.length; start += some) {
    const rows = await reader()
      .selectFrom('orders')
      .select('number')
      .where('number', 'in', numbers.slice(start, start + some))
      .execute()
    for (const { number } of rows) if (number !== null) taken.add(number.toLowerCase())
  }
  return taken
}

/** Whom these names name exactly, as a company or as a person: all of them, as one name may be several customers'. */
export async function idsByName(names: string[]): Promise<Map<string, Set<number>>> {
  const found = new Map<string, Set<number>>()
  for (let start = 0; start < names.length; start += some)
    for (const column of ['company', 'name'] as const) {
      const rows = await reader()
        .selectFrom('customers')
        .select(['id', column])
        .where(column, 'in', names.slice(start, start + some))
        .where('merged_into', 'is', null)
        .execute()
      for (const row of rows) {
        const name = String(row[column])
        found.set(name, (found.get(name) ?? new Set()).add(row.id))
      }
    }
  return found
}

/** Adds many orders' rows, each with its number; returns their ids in the same order. */
export async function insertOrders(orders: (Insertable<Tables['orders']> & { number: string })[]): Promise<number[]> {
  const ids = new Map<string, number>()
  for (let start = 0; start < orders.length; start += some) {
    const made = await writer()
      .insertInto('orders')
      .values(orders.slice(start, start + some))
      .returning(['id', 'number'])
      .execute()
    for (const { id, number } of made) ids.set(number ?? '', id)
  }
  return orders.map(({ number }) => ids.get(number) ?? 0)
}
