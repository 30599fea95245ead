import { type RawBuilder, sql } from 'kysely'
import { reader } from '../../database/database.ts'

/**
 * Groupings by a record's id: the column used as key in URLs and CSV, and its name columns (the first that is not
 * null).
 */
const records = {
  product: { table: 'products', key: 'model', names: ['name', 'model'] },
  salesperson: { table: 'users', key: 'username', names: ['name', 'username'] },
  customer: { table: 'customers', key: 'code', names: ['company', 'name', 'code'] },
} as const

const recordOf = (grouping: string) => (grouping in records ? records[grouping as keyof typeof records] : undefined)

/** SQL for a group's key and name, with the join they need. For groupings by text, both are the text itself. */
export function groupNameColumns(grouping: string, group: RawBuilder<unknown>, alias: string) {
  const record = recordOf(grouping)
  if (!record) return { key: group, label: group, join: sql`` }
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return {
    key: column(record.key),
    label: sql`coalesce(${sql.join(record.names.map(column))})`,
    join: sql` left join ${sql.table(record.table)} as ${sql.table(alias)} on ${column('id')} = ${group}`,
  }
}

/** A subquery for the id of the record with this key. */
export function groupRecordIdSubquery(grouping: keyof typeof records, key: string | null): RawBuilder<number> {
  const record = records[grouping]
  return sql`(select id from ${sql.table(record.table)} where ${sql.ref(record.key)} = ${key})`
}

/** The name of the group with this key, or the key itself if there is no such record. */
export async function groupLabelOf(grouping: string, key: string): Promise<string> {
  const record = recordOf(grouping)
  if (!record) return key
  const { label } = groupNameColumns(grouping, sql``, record.table)
  const { rows } = await sql<{ label: string }>`
    select ${label} as label from ${sql.table(record.table)} where ${sql.ref(record.key)} = ${key}`.execute(reader())
  return rows[0]?.label ?? key
}
