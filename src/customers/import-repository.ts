import type { Insertable } from 'kysely'
import { reader, writer } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { KeyKind } from './keys-repository.ts'
import type { Customer } from './repository.ts'

const some = 500

/** Who has these codes, by the code in lower case; of one merged away the survivor. */
export async function idsByCode(codes: string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let start = 0; start < codes.length; start += some) {
    const rows = await reader()
      .selectFrom('customers')
      .select(['id', 'code', 'merged_into'])
      .where('code', 'in', codes.slice(start, start + some))
      .execute()
    for (const { id, code, merged_into } of rows) found.set(code.toLowerCase(), await survivorOf(id, merged_into))
  }
  return found
}

async function survivorOf(id: number, merged_into: number | null): Promise<number> {
  if (merged_into === null) return id
  const next = await reader()
    .selectFrom('customers')
    .select('merged_into')
    .where('id', '=', merged_into)
    .executeTakeFirstOrThrow()
  return survivorOf(merged_into, next.merged_into)
}

/** Who is recognised by these keys of one kind; of several the first. */
export async function idsByKey(kind: KeyKind, keys: string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let start = 0; start < keys.length; start += some) {
    const rows = await reader()
      .selectFrom('customer_keys')
      .innerJoin('customers', 'customers.id', 'customer_keys.customer_id')
      .select(['key', 'customer_id'])
      .where('kind', '=', kind)
      .where('key', 'in', keys.slice(start, start + some))
      .where('merged_into', 'is', null)
      .orderBy('customer_id', 'desc')
      .execute()
    for (const { key, customer_id } of rows) found.set(key, customer_id)
  }
  return found
}

export async function customersByIds(ids: number[]): Promise<Customer[]> {
  const found: Customer[] = []
  for (let start = 0; start < ids.length; start += some)
    found.push(
      ...(await reader()
        .selectFrom('customers')
        .selectAll()
        .where('id', 'in', ids.slice(start, start + some))
        .execute()),
    )
  return found
}

/** Adds many customers' rows; returns their ids in the same order. */
export async function insertCustomers(customers: Insertable<Tables['customers']>[]): Promise<number[]> {
  const ids = new Map<string, number>()
  for (let start = 0; start < customers.length; start += some) {
    const made = await writer()
      .insertInto('customers')
      .values(customers.slice(start, start + some))
      .returning(['id', 'code'])
      .execute()
    for (const { id, code } of made) ids.set(code, id)
  }
  return customers.map(({ code }) => ids.get(code) ?? 0)
}
