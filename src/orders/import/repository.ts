import type { Insertable } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { reader, writer } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'

/** Those of the order numbers that exist, in lower case. */
export async function existingOrderNumbers(numbers: string[]): Promise<Set<string>> {
  const rows = await inBatches(numbers, (some) =>
    reader().selectFrom('orders').select('number').where('number', 'in', some).execute(),
  )
  return new Set(rows.flatMap(({ number }) => number?.toLowerCase() ?? []))
}

/** Customer ids by exact company or person name; several customers may have the same name. */
export async function customerIdsByName(names: string[]): Promise<Map<string, Set<number>>> {
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

/** Adds orders, each with its number. Returns their ids in the same order. */
export async function insertOrders(orders: (Insertable<Tables['orders']> & { number: string })[]): Promise<number[]> {
  const inserted = await inBatches(orders, (some) =>
    writer().insertInto('orders').values(some).returning(['id', 'number']).execute(),
  )
  const ids = new Map(inserted.map(({ id, number }) => [number, id]))
  return orders.map(({ number }) => ids.get(number) ?? 0)
}
