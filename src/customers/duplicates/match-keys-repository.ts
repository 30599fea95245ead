import { type SqlBool, sql } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { dialect, reader, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'

/** What is shown of a customer who may be the one that is meant. */
const candidate = [
  'customers.id',
  'customers.version',
  'code',
  'customers.name',
  'company',
  'users.name as owner',
  'last_contact_on',
] as const

export type MatchKeyKind = Row<'customer_match_keys'>['kind']

/** Something by which a customer is recognised again. */
export interface MatchKey {
  kind: MatchKeyKind
  key: string
}

/** A customer's keys as they stand. */
export const matchKeysOf = (customer_id: number): Promise<MatchKey[]> =>
  reader().selectFrom('customer_match_keys').select(['kind', 'key']).where('customer_id', '=', customer_id).execute()

/** Puts these in place of a customer's keys. */
export async function replaceMatchKeys(customer_id: number, keys: MatchKey[]): Promise<void> {
  await writer().deleteFrom('customer_match_keys').where('customer_id', '=', customer_id).execute()
  await insertMatchKeys(keys.map((key) => ({ customer_id, ...key })))
}

/** Adds keys of many customers at once. */
export async function insertMatchKeys(keys: (MatchKey & { customer_id: number })[]): Promise<void> {
  await inBatches(keys, (some) => writer().insertInto('customer_match_keys').values(some).execute())
}

const ofKind = (kind: MatchKeyKind, keys: MatchKey[]) => {
  const some = keys.filter((one) => one.kind === kind).map(({ key }) => key)
  return sql<SqlBool>`(customer_match_keys.kind = ${kind} and customer_match_keys.key in (${sql.join(some)}))`
}

const kindsOf = (keys: MatchKey[]): MatchKeyKind[] => [...new Set(keys.map(({ kind }) => kind))]

/** Customers with any of these keys, so many of each kind, the longest in the book first; `except` leaves one out. Of a common name there may be hundreds. */
async function someHolders(keys: MatchKey[], except: number, most: number): Promise<number[]> {
  const parts = kindsOf(keys).map(
    (kind) => sql`select customer_id from (
      select customer_match_keys.customer_id from customer_match_keys inner join customers on customers.id = customer_match_keys.customer_id
      where ${ofKind(kind, keys)} and customers.merged_into is null and customers.id <> ${except}
      order by customer_match_keys.customer_id limit ${most}) as held`,
  )
  const { rows } = await sql<{ customer_id: number }>`${sql.join(parts, sql` union all `)}`.execute(reader())
  return [...new Set(rows.map(({ customer_id }) => customer_id))]
}

/** A row for each such customer and each of these keys that they have. */
export async function customersWithKeys(keys: MatchKey[], except: number, most: number) {
  const ids = await someHolders(keys, except, most)
  if (ids.length === 0) return []
  return (
    reader()
      .selectFrom('customer_match_keys')
      .innerJoin('customers', 'customers.id', 'customer_match_keys.customer_id')
      .innerJoin('users', 'users.id', 'customers.owner_id')
      .select([...candidate, 'customer_match_keys.kind'])
      .where(dialect().idIn(sql.ref('customer_match_keys.customer_id'), ids))
      // A term a kind: SQLite takes no expression deeper than 1000, and a customer may have very many contacts.
      .where((is) => is.or(kindsOf(keys).map((kind) => ofKind(kind, keys))))
      .orderBy('customers.id')
      .execute()
  )
}

/** Pairs with this customer that somebody marked as not the same. */
export const dismissedPairsOf = (customer_id: number): Promise<Row<'not_duplicates'>[]> =>
  reader()
    .selectFrom('not_duplicates')
    .selectAll()
    .where((is) => is.or([is('low_id', '=', customer_id), is('high_id', '=', customer_id)]))
    .execute()

/** Remembers a pair at the versions that were compared. */
export async function saveDismissedPair(pair: Omit<Row<'not_duplicates'>, 'id'>): Promise<void> {
  const { low_id, high_id, ...facts } = pair
  await writer()
    .insertInto('not_duplicates')
    .values({ low_id, high_id, ...facts })
    .onConflict((conflict) => conflict.columns(['low_id', 'high_id']).doUpdateSet(facts))
    .execute()
}
