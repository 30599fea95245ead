import { type Insertable, sql } from 'kysely'
import { reader, sqlDialect, writer } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import type { MatchKeyKind } from '../duplicates/match-keys-repository.ts'
import type { Customer } from '../repository.ts'

/** Customer ids by lower-case code, for a batch of rows; for a merged customer the id of the surviving one. */
export async function customerIdsByCode(codes: string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  if (codes.length === 0) return found
  const rows = await reader()
    .selectFrom('customers')
    .select(['id', 'code', 'merged_into'])
    .where('code', 'in', codes)
    .execute()
  for (const { id, code, merged_into } of rows) found.set(code.toLowerCase(), await survivorOf(id, merged_into))
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

/** Customer ids by match keys of one kind, for a batch of rows; the lowest id if several match. */
export async function customerIdsByMatchKey(kind: MatchKeyKind, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await reader()
    .selectFrom('customer_match_keys')
    .innerJoin('customers', 'customers.id', 'customer_match_keys.customer_id')
    .select(['key', 'customer_id'])
    .where('kind', '=', kind)
    .where('key', 'in', keys)
    .where('merged_into', 'is', null)
    .orderBy('customer_id', 'desc')
    .execute()
  return new Map(rows.map(({ key, customer_id }) => [key, customer_id]))
}

/** The customers with these ids, in no particular order. */
export const customersWithIds = (ids: number[]): Promise<Customer[]> =>
  reader()
    .selectFrom('customers')
    .selectAll()
    .where(sqlDialect().idIn(sql.ref('id'), ids))
    .execute()

/** Adds a batch of customers. Returns their ids in the same order. */
export async function insertCustomers(customers: Insertable<Tables['customers']>[]): Promise<number[]> {
  const inserted = await writer().insertInto('customers').values(customers).returning(['id', 'code']).execute()
  const ids = new Map(inserted.map(({ id, code }) => [code, id]))
  return customers.map(({ code }) => ids.get(code) ?? 0)
}
