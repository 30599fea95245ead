import { expressionBuilder, sql } from 'kysely'
import type { SumTable } from '../database/sum-table.ts'
import type { Tables } from '../database/tables.ts'
import type { Counted } from '../lists/counted.ts'

/** What the database keeps of whose customers there are by itself, whatever writes customers: as a check makes it anew. */
export const ownersTable: SumTable = {
  name: 'customers_by_owner',
  keys: ['owner_id'],
  measures: ['customers'],
  rows: () => sql`select owner_id, count(*) as customers from customers where merged_into is null group by owner_id`,
}

const is = expressionBuilder<Tables, 'customers_by_owner'>()

/** Where the number of all customers of the book, or of one person's, is kept. */
export const countedCustomers = (owner_id: number | null = null): Counted => {
  const all = { table: 'customers_by_owner', number: 'customers' }
  return owner_id === null ? all : { ...all, where: is('customers_by_owner.owner_id', '=', owner_id) }
}
