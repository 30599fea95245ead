import { type RawBuilder, sql } from 'kysely'
import { calledOf } from '../customers/repository.ts'
import { reader } from '../database/database.ts'
import type { Period } from '../values/days.ts'

export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Period[]

/** What sales can be grouped by; the words are those of addresses and CSV. */
export const dimensions = [...periods, 'region', 'product', 'category', 'salesperson', 'customer', 'source'] as const
export type Dimension = (typeof dimensions)[number]

export const isPeriod = (dimension: string): dimension is Period => periods.some((period) => period === dimension)

/** Whose a fact is: amounts are those of the credited shares, orders count for their owner. */
export type Whose = 'credited' | 'owner'

/** What facts are grouped by in SQL: a text, or the id of a record. */
export function groupedBy(dimension: Dimension, whose: Whose): RawBuilder<string | number | null> {
  switch (dimension) {
    case 'day':
      return sql`on_day`
    case 'month':
      return sql`substr(on_day, 1, 7)`
    case 'quarter':
      return sql`substr(on_day, 1, 4) || '-Q' || ((cast(substr(on_day, 6, 2) as integer) + 2) / 3)`
    case 'year':
      return sql`substr(on_day, 1, 4)`
    // The sign keeps SQLite from grouping along an index of the column, whose every entry it would look up in the table.
    case 'product':
      return sql`+product_id`
    case 'customer':
      return sql`+customer_id`
    case 'salesperson':
      return whose === 'owner' ? sql`+owner_id` : sql`+user_id`
    default:
      return sql.ref(dimension)
  }
}

/** How a group is called: its key and its name for people; both null for what has none. */
export interface Named {
  key: string | null
  label: string | null
}

/** Keys and names of what was grouped by: a text is both, a record has a model, username or code, and a name. */
export async function namesOf(
  dimension: Dimension,
  groups: Iterable<string | number | null>,
): Promise<Map<string | number | null, Named>> {
  const names = new Map<string | number | null, Named>()
  const ids: number[] = []
  for (const group of new Set(groups))
    if (typeof group === 'number') ids.push(group)
    else names.set(group, { key: group, label: group })
  for (let start = 0; start < ids.length; start += 500)
    for (const { id, ...named } of await records(dimension, ids.slice(start, start + 500))) names.set(id, named)
  return names
}

async function records(dimension: Dimension, ids: number[]): Promise<(Named & { id: number })[]> {
  if (dimension === 'product')
    return reader()
      .selectFrom('products')
      .select(['id', 'model as key', 'name as label'])
      .where('id', 'in', ids)
      .execute()
  if (dimension === 'salesperson') return people().where('id', 'in', ids).execute()
  const customers = await reader()
    .selectFrom('customers')
    .select(['id', 'code', 'name', 'company'])
    .where('id', 'in', ids)
    .execute()
  return customers.map((customer) => ({ id: customer.id, ...customerNamed(customer) }))
}

const people = () => reader().selectFrom('users').select(['id', 'username as key', 'name as label'])

/** The names of all salespeople, who are few, for what is read in one go. */
export const everybody = async (): Promise<Map<string | number | null, Named>> =>
  new Map((await people().execute()).map(({ id, ...named }) => [id, named]))

/** How a customer is called whose row is at hand. */
export const customerNamed = ({
  code,
  ...called
}: {
  code: string
  name: string | null
  company: string | null
}): Named => ({ key: code, label: called.company ?? calledOf(called) })

/** The name of a group by its key; the key itself where there is no such record. */
export async function labelOf(dimension: Dimension, key: string): Promise<string> {
  if (dimension === 'product') return (await labelled('products', 'model', key))?.name ?? key
  if (dimension === 'salesperson') return (await labelled('users', 'username', key))?.name ?? key
  if (dimension !== 'customer') return key
  const found = await reader()
    .selectFrom('customers')
    .select(['name', 'company'])
    .where('code', '=', key)
    .executeTakeFirst()
  return found ? (found.company ?? calledOf(found)) : key
}

const labelled = (table: 'products' | 'users', column: 'model' | 'username', key: string) =>
  reader().selectFrom(table).select('name').where(sql.ref(column), '=', key).executeTakeFirst()

/** What the filters of a report offer: the first five hundred of each, in order. */
export const productModels = async (): Promise<string[]> =>
  (await reader().selectFrom('products').select('model').orderBy('name_sort').orderBy('id').limit(500).execute()).map(
    ({ model }) => model,
  )
