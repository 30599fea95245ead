import { type SqlBool, sql } from 'kysely'
import { inBatches } from '../../database/batches.ts'
import { reader, sqlDialect, writer } from '../../database/database.ts'
import type { Row } from '../../database/tables.ts'

/** The columns of a duplicate candidate. */
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

/** A normalised value that identifies a customer. */
export interface MatchKey {
  kind: MatchKeyKind
  key: string
}

/** A customer's match keys. */
export const matchKeysOf = (customer_id: number): Promise<MatchKey[]> =>
  reader().selectFrom('customer_match_keys').select(['kind', 'key']).where('customer_id', '=', customer_id).execute()

/** Replaces a customer's match keys. */
export async function replaceMatchKeys(customer_id: number, keys: MatchKey[]): Promise<void> {
  await writer().deleteFrom('customer_match_keys').where('customer_id', '=', customer_id).execute()
  await insertMatchKeys(keys.map((key) => ({ customer_id, ...key })))
}

/** Adds match keys of many customers. */
export async function insertMatchKeys(keys: (MatchKey & { customer_id: number })[]): Promise<void> {
  await inBatches(keys, (batch) => writer().insertInto('customer_match_keys').values(batch).execute())
}

const hasKeyOfKind = (kind: MatchKeyKind, keys: MatchKey[]) => {
  const values = keys.filter((one) => one.kind === kind).map(({ key }) => key)
  return sql<SqlBool>`(customer_match_keys.kind = ${kind} and customer_match_keys.key in (${sql.join(values)}))`
}

const kindsOf = (keys: MatchKey[]): MatchKeyKind[] => [...new Set(keys.map(({ kind }) => kind))]

/**
 * Ids of customers with any of these keys, at most `most` of each kind, lowest ids first, without `except`. A common
 * name may have hundreds.
 */
async function idsWithKeys(keys: MatchKey[], except: number, maxPerKind: number): Promise<number[]> {
  const parts = kindsOf(keys).map(
    (kind) => sql`select customer_id from (
      select customer_match_keys.customer_id from customer_match_keys inner join customers on customers.id = customer_match_keys.customer_id
      where ${hasKeyOfKind(kind, keys)} and customers.merged_into is null and customers.id <> ${except}
      order by customer_match_keys.customer_id limit ${maxPerKind}) as held`,
  )
  const { rows } = await sql<{ customer_id: number }>`${sql.join(parts, sql` union all `)}`.execute(reader())
  return [...new Set(rows.map(({ customer_id }) => customer_id))]
}

/** One row for each of these customers and each kind of key they match. */
export async function customersWithKeys(keys: MatchKey[], except: number, maxPerKind: number) {
  const ids = await idsWithKeys(keys, except, maxPerKind)
  if (ids.length === 0) return []
  return (
    reader()
      .selectFrom('customer_match_keys')
      .innerJoin('customers', 'customers.id', 'customer_match_keys.customer_id')
      .innerJoin('users', 'users.id', 'customers.owner_id')
      .select([...candidate, 'customer_match_keys.kind'])
      .where(sqlDialect().idIn(sql.ref('customer_match_keys.customer_id'), ids))
      // One condition per kind: SQLite allows an expression depth of 1000, and a customer may have very many contacts.
      .where((is) => is.or(kindsOf(keys).map((kind) => hasKeyOfKind(kind, keys))))
      .orderBy('customers.id')
      .execute()
  )
}

/** Dismissed pairs that include this customer. */
export const dismissedPairsOf = (customer_id: number): Promise<Row<'not_duplicates'>[]> =>
  reader()
    .selectFrom('not_duplicates')
    .selectAll()
    .where((is) => is.or([is('low_id', '=', customer_id), is('high_id', '=', customer_id)]))
    .execute()

/** Saves a dismissed pair with the compared versions. */
export async function saveDismissedPair(pair: Omit<Row<'not_duplicates'>, 'id'>): Promise<void> {
  const { low_id, high_id, ...facts } = pair
  await writer()
    .insertInto('not_duplicates')
    .values({ low_id, high_id, ...facts })
    .onConflict((conflict) => conflict.columns(['low_id', 'high_id']).doUpdateSet(facts))
    .execute()
}
