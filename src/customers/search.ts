import { type SqlBool, sql } from 'kysely'
import { reader } from '../database/database.ts'
import { finder } from '../lists/finder.ts'
import { phoneKey } from '../values/phone.ts'
import { calledOf } from './repository.ts'

/** Customers in the search of everything: a code or phone number before the rest, who was spoken to last first. */
export const customerFinder = finder({
  table: 'customers',
  label: 'customers.title_page',
  icon: 'users',
  may: 'customers.see',
  path: '/customers',
  visible: () => [sql<SqlBool>`customers.merged_into is null`],
  order: sql`last_contact_on desc nulls last, id desc`,
  by: 'last_contact_on',
  exact: (query) => sql<SqlBool>`(customers.code = ${query} or customers.id in (
    select customer_id from customer_keys where kind = 'phone' and key = ${phoneKey(query)}))`,
  async hits(ids) {
    const rows = await reader()
      .selectFrom('customers')
      .innerJoin('users', 'users.id', 'customers.owner_id')
      .select(['customers.id', 'customers.name', 'customers.company', 'customers.phone', 'customers.region'])
      .select(['users.name as owner'])
      .where('customers.id', 'in', ids)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      href: `/customers/${row.id}`,
      title: { text: calledOf(row) },
      detail: [row.name === null ? null : row.company, row.phone, row.region, row.owner],
      state: null,
      day: null,
      amount: null,
    }))
  },
})
