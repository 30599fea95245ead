import { sql } from 'kysely'
import type { SumTable } from '../database/sum-table.ts'

/** What the database keeps of whose customers there are by itself, whatever writes customers: as a check makes it anew. */
export const ownersTable: SumTable = {
  name: 'customers_by_owner',
  keys: ['owner_id'],
  measures: ['customers'],
  rows: () => sql`select owner_id, count(*) as customers from customers where merged_into is null group by owner_id`,
}
