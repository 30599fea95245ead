import { randomPerson } from '../../../src/commands/demo/names.ts'
import { customerFields } from '../../../src/customers/fields.ts'
import { customerSearchText, customerSortKeys, matchKeysFrom } from '../../../src/customers/search-text-and-keys.ts'
import { fieldNames } from '../../../src/fields/definition.ts'
import { type Bulk, gramText } from './bulk.ts'
import { writeTalks } from './communications.ts'
import type { MadeCustomer, World } from './context.ts'
import { furtherFields } from './further-fields.ts'
import type { People } from './people.ts'

const derived = [
  'owner_id',
  'created_at',
  'created_by',
  'last_contact_on',
  'next_follow_up_on',
  'name_sort',
  'company_sort',
  'search_text',
] as const

const names = fieldNames(customerFields)
const further = furtherFields(customerFields, [
  ...['name', 'title', 'company', 'code', 'phone', 'email', 'other_contact', 'region', 'city', 'industry', 'source'],
  'address',
])

/** Inserts customers over the whole period, with their communications, match keys and search text. */
export function writeCustomers(file: Bulk, world: World, people: People, many: number): MadeCustomer[] {
  const { by, calendar } = world
  const into = file.into('customers', ['id', ...names, ...derived])
  const key = file.into('customer_match_keys', ['customer_id', 'kind', 'key'])
  const created = file.into('history', ['subject', 'subject_id', 'what', 'user_id', 'at'])
  const index = file.index('customers')
  const talk = writeTalks(file, world)
  const customers: MadeCustomer[] = []
  for (let id = 1; id <= many; id++) {
    const since = Math.floor(((id - 1) / many) * calendar.days.length)
    const at = calendar.instant(since)
    const owner_id = by.one(people.salespeople)
    const who = { ...asStored(randomPerson(by), id), ...further.values(by) }
    const { last, next } = talk(id, owner_id, since)
    const { name_sort, company_sort } = customerSortKeys(who)
    const text = customerSearchText(who, [])
    const values: Partial<Record<string, string | null>> = who
    into(
      id,
      ...names.map((name) => values[name] ?? null),
      owner_id,
      at,
      owner_id,
      last,
      next,
      name_sort,
      company_sort,
      text,
    )
    for (const { kind, key: found } of matchKeysFrom(who, [])) key(id, kind, found)
    created('customers', id, 'created', owner_id, at)
    index(id, gramText(text))
    customers.push({ id, owner_id, since, ...who })
  }
  file.into('counters', ['name', 'value'])('customer_code', many)
  return customers
}

/** The values as the customer form would store them: an empty field is null. */
function asStored(typed: Record<string, string>, id: number) {
  const valueOrNull = (name: string): string | null => typed[name] || null
  return {
    code: `KH-${String(id).padStart(5, '0')}`,
    name: typed.name ?? '',
    company: typed.company ?? '',
    title: valueOrNull('title'),
    phone: valueOrNull('phone'),
    email: valueOrNull('email'),
    other_contact: valueOrNull('other_contact'),
    region: valueOrNull('region'),
    city: valueOrNull('city'),
    address: valueOrNull('address'),
    industry: valueOrNull('industry'),
    source: valueOrNull('source'),
    level: valueOrNull('level'),
  }
}
