import type { Insertable } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'

/** Those of the numbers that are in the book, in lower case. */
export async function numbersTaken(numbers: string[]): Promise<Set<string>> {
  const rows = await inBatches(numbers, (some) =>
    reader().selectFrom('orders').select('number').where('number', 'in', some).execute(),
  )
  return new Set(rows.flatMap(({ number }) => number?.toLowerCase() ?? []))
}

/** Whom these names name exactly, as a company or as a person: all of them, as one name may be several customers'. */
export async function idsByName(names: string[]): Promise<Map<string, Set<number>>> {
  const found = new Map<string, Set<number>>()
  for (const column of ['company', 'name'] as const) {
    const named = reader().selectFrom('customers').where('merged_into', 'is', null)
    const rows = await inBatches(names, (some) =>
      named
        .select(['id', `${column} as name`])
        .where(column, 'in', some)
        .execute(),
    )
    for (const { id, name } of rows) found.set(String(name), (found.get(String(name)) ?? new Set()).add(id))
  }
  return found
}

/** Adds many orders' rows, each with its number; returns their ids in the same order. */
export async function insertOrders(orders: (Insertable<Tables['orders']> & { number: string })[]): Promise<number[]> {
  const made = await inBatches(orders, (some) =>
    writer().insertInto('orders').values(some).returning(['id', 'number']).execute(),
  )
  const ids = new Map(made.map(({ id, number }) => [number, id]))
  return orders.map(({ number }) => ids.get(number) ?? 0)
}
