import { type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'

/** Records by whose id rows are grouped: their key in addresses and CSV, and of these columns the first that is given is their name. */
const records = {
  product: { table: 'products', key: 'model', names: ['name', 'model'] },
  salesperson: { table: 'users', key: 'username', names: ['name', 'username'] },
  customer: { table: 'customers', key: 'code', names: ['company', 'name', 'code'] },
} as const

const recordOf = (grouping: string) => (grouping in records ? records[grouping as keyof typeof records] : undefined)

/** Key and name of a group for a statement, and what must be joined for them; a group that is a text is both itself. */
export function namedBy(grouping: string, group: RawBuilder<unknown>, alias: string) {
  const record = recordOf(grouping)
  if (!record) return { key: group, label: group, join: sql`` }
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return {
    key: column(record.key),
    label: sql`coalesce(${sql.join(record.names.map(column))})`,
    join: sql` left join ${sql.table(record.table)} as ${sql.table(alias)} on ${column('id')} = ${group}`,
  }
}

/** The id of the record with this key, as a query. */
export function idOf(grouping: keyof typeof records, key: string | null): RawBuilder<number> {
  const record = records[grouping]
  return sql`(select id from ${sql.table(record.table)} where ${sql.ref(record.key)} = ${key})`
}

/** The name of a group by its key; the key itself where there is no such record. */
export async function labelOf(grouping: string, key: string): Promise<string> {
  const record = recordOf(grouping)
  if (!record) return key
  const { label } = namedBy(grouping, sql``, record.table)
  const { rows } = await sql<{ label: string }>`
    select ${label} as label from ${sql.table(record.table)} where ${sql.ref(record.key)} = ${key}`.execute(reader())
  return rows[0]?.label ?? key
}
